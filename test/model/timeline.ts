import { EPOCH } from '../../aws-simulator';
import { STACK_NAME, Telephony } from '../end-to-end/telephony';

/** What happened in a life, in the order of virtual time: CloudFormation's events, requests to the voice service, and the handler's log. */
export function timelineOf(telephony: Telephony): string {
  const { aws } = telephony;
  const events = aws.stack(STACK_NAME).events.map(({ time, logicalId, status, reason }) => (
    { time, text: `stack    ${logicalId} ${status}${reason ? `: ${reason.slice(0, 160)}` : ''}` }
  ));
  const requests = aws.chime.requests.map(({ time, operation, owner, numbers, force, status, errors, fault }) => (
    { time, text: `request  ${operation} ${owner?.value ?? ''} ${numbers.join(' ')}${force ? ' force' : ''} → ${status}${errors.map(({ e164, code }) => ` ${e164}: ${code}`).join('')}${fault ? ` (${fault})` : ''}` }
  ));
  const hands = aws.chime.all().flatMap(({ e164 }) => aws.chime.history(e164).map(({ since, owner, by }) => (
    { time: since, text: `number   ${e164} → ${owner?.value ?? 'nothing'} by ${by}` }
  )));
  const lines = [...events, ...requests, ...hands].sort((one, other) => one.time - other.time).map(({ time, text }) => `${String(time).padStart(8)} ${text}`);
  const log = telephony.steps().map(line => JSON.stringify({ ...line, logicalResourceId: undefined, requestId: undefined }));
  return `Virtual time 0 is ${new Date(EPOCH).toISOString()}.\n${lines.join('\n')}\n${log.join('\n')}`;
}
