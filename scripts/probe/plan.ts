import { ProbeTask } from './arguments';
import { Probe } from './finding';

/** What is shown before anything is written. */
export function planText(task: ProbeTask & { kind: 'probe' }, probes: readonly Probe[], region: string): string {
  const { voiceConnectorId, otherVoiceConnectorId, phoneNumbers, createVoiceConnector, stack } = task;
  const others = [
    ...otherVoiceConnectorId === undefined ? [] : [`voice connector ${otherVoiceConnectorId}`],
    ...createVoiceConnector ? ['a voice connector that it creates, and deletes in the end'] : [],
  ];
  return [
    `The probe will work in ${region} with`,
    `  ${phoneNumbers.length} numbers that are on nothing: ${phoneNumbers.join(', ')}`,
    `  voice connector ${voiceConnectorId}${others.length > 0 ? `, and ${others.join(', ')}` : ''}`,
    'It will touch no other number, order and release none, and take none that somebody else has. In the end, each number is on nothing, as now.',
    'Meanwhile, calls to these numbers go to these connectors.',
    '',
    'Steps:',
    ...probes.map(({ id, does }) => `  ${id}: ${does}`),
    ...stack === undefined ? [] : [`  stack-events: reads the events of stack ${stack}`],
    '',
  ].join('\n');
}
