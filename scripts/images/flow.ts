import { arrow, box, frame, line, picture, text } from './svg';

/** What the function does from an event to its answer. */
export function drawFlow(): string {
  return picture({ width: 1120, height: 744 }, 'From an event to an answer',
    'The timeline of the stack tells which way the deployment goes. Forward: read, plan, associate, disassociate, answer. A refused number is looked for, and where it is '
    + 'decides: done, force, retry or fail. If one fails, everything is undone before the failure is answered. In a rollback, what the deployment has done goes back, and what was '
    + 'there before stays. An event that was overtaken writes nothing. Lambda runs a killed event again, and CloudFormation waits for three runs.', [
      ...forwardRow(), ...refusals(), ...overtaken(), ...undoRow(), ...rollbackRow(), ...timeOfRuns(),
    ]);
}

/** When all goes well: from left to right. */
function forwardRow(): string[] {
  const y = 44;
  const height = 92;
  const middle = y + height / 2;
  const step = (x: number) => arrow([{ x, y: middle }, { x: x + 18, y: middle }]);
  return [
    box({ x: 20, y, width: 96, height }, { title: 'Event', lines: ['Create', 'Update', 'Delete'], centered: true, tone: 'service' }),
    step(116),
    box({ x: 136, y, width: 168, height }, { title: '1. Timeline', lines: ['which way does the', 'deployment go, and', 'since when?'], tone: 'ours' }),
    step(304),
    box({ x: 324, y, width: 150, height }, { title: '2. Read', lines: ['numbers on the old', 'owner, then those', 'on the new one'], tone: 'ours' }),
    arrow([{ x: 364, y }, { x: 364, y: 26 }, { x: 434, y: 26 }, { x: 434, y: 42 }], { label: 'unexpected? once more when reads have caught up', labelAt: { x: 446, y: 30 } }),
    step(474),
    box({ x: 494, y, width: 150, height }, { title: '3. Plan', lines: ['old against new,', 'number by number,', 'and what is found'], tone: 'ours' }),
    step(644),
    box({ x: 664, y, width: 150, height }, { title: '4. Associate', lines: ['moves by force,', 'new ones without;', '50 in a request'], tone: 'ours' }),
    step(814),
    box({ x: 834, y, width: 150, height }, { title: '5. Disassociate', lines: ['what leaves, when', 'everything that', 'comes is on'], tone: 'ours' }),
    step(984),
    box({ x: 1004, y, width: 96, height }, { title: 'Answer', lines: ['success'], tone: 'good', centered: true }),
  ];
}

/** A number that the service has refused. */
function refusals(): string[] {
  const y = 232;
  const height = 92;
  const bus = 214;
  const entry = (x: number) => arrow([{ x, y: bus }, { x, y: y - 2 }]);
  return [
    frame({ x: 324, y: 178, width: 776, height: 164 }, 'a refusal is not believed for its code'),
    arrow([{ x: 715, y: 136 }, { x: 715, y: 176 }], { label: 'refused', labelAt: { x: 662, y: 162 } }),
    arrow([{ x: 765, y: 178 }, { x: 765, y: 138 }], { label: 'force, retry', labelAt: { x: 773, y: 162 } }),
    box({ x: 340, y, width: 164, height }, { title: 'Find the number', lines: ['where it is decides,', 'as soon as reads can', 'be believed'], tone: 'ours' }),
    line([{ x: 422, y }, { x: 422, y: bus }, { x: 1028, y: bus }]),
    ...[580, 731, 889, 1028].map(entry),
    box({ x: 522, y, width: 116, height }, { title: 'Done', lines: ['it is on its', 'owner already'], tone: 'good' }),
    box({ x: 656, y, width: 150, height }, { title: 'Force', lines: ['from our old owner;', 'with forceAssociate', 'from anybody'] }),
    box({ x: 824, y, width: 130, height }, { title: 'Retry', lines: ['being acquired;', 'or the read may', 'be behind'] }),
    box({ x: 968, y, width: 120, height }, { title: 'Fail', lines: ['in use, denied,', 'or it does not', 'exist'], tone: 'bad' }),
  ];
}

/** A deployment that has gone on without the event. */
function overtaken(): string[] {
  return [
    arrow([{ x: 160, y: 136 }, { x: 160, y: 176 }], { label: 'overtaken', labelAt: { x: 92, y: 162 } }),
    box({ x: 20, y: 178, width: 206, height: 92 }, { title: 'Nothing', lines: ['is written. Looked for again', 'while batches are written:', 'a run that is late stops'], tone: 'bad' }),
  ];
}

/** When a number has failed for good: from right to left. */
function undoRow(): string[] {
  const y = 384;
  const height = 92;
  const middle = y + height / 2;
  return [
    arrow([{ x: 1028, y: 324 }, { x: 1028, y: middle }, { x: 992, y: middle }]),
    box({ x: 640, y, width: 350, height }, {
      title: '6. Undo',
      lines: ['what is certain first, before any read: numbers', 'in use elsewhere before go back, those let go', 'come back, new ones are taken off'],
      tone: 'bad',
    }),
    arrow([{ x: 640, y: middle }, { x: 616, y: middle }]),
    box({ x: 324, y, width: 290, height }, {
      title: 'Answer', lines: ['failed: every number is where it was;', 'names who has it, what to do, and', 'what may not be back'], tone: 'bad',
    }),
  ];
}

/** What another failure has begun, or somebody's hand. */
function rollbackRow(): string[] {
  const y = 518;
  const height = 92;
  const middle = y + height / 2;
  return [
    arrow([{ x: 270, y: 136 }, { x: 270, y: middle }, { x: 322, y: middle }], { label: 'rolling back', labelAt: { x: 184, y: 400 } }),
    box({ x: 324, y, width: 190, height }, { title: 'Wait, then read', lines: ['until reads show all', 'that the deployment', 'has written'], tone: 'ours' }),
    arrow([{ x: 514, y: middle }, { x: 542, y: middle }]),
    box({ x: 544, y, width: 236, height }, { title: 'Plan back', lines: ['what the deployment did goes', 'back; what was there before it', 'stays, by the time of association'], tone: 'ours' }),
    arrow([{ x: 780, y: middle }, { x: 808, y: middle }]),
    box({ x: 810, y, width: 166, height }, { title: 'Write', lines: ['what people moved', 'stays there, is logged,', 'and fails nothing'], tone: 'ours' }),
    arrow([{ x: 976, y: middle }, { x: 1002, y: middle }]),
    box({ x: 1004, y, width: 96, height }, { title: 'Answer', lines: ['success'], tone: 'good', centered: true }),
  ];
}

/** `ServiceTimeout` with the default time of the function, to scale. */
function timeOfRuns(): string[] {
  const y = 646;
  const height = 34;
  const left = 190;
  const minute = 910 / 19;
  const parts = [
    { minutes: 5, title: 'first run, 5 minutes', tone: 'ours' },
    { minutes: 1 },
    { minutes: 5, title: 'killed? Lambda runs it again', tone: 'ours' },
    { minutes: 2 },
    { minutes: 5, title: 'and once more', tone: 'ours' },
    { minutes: 1 },
  ] as const;
  const startOf = (index: number) => parts.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    text({ x: 20, y: y + 21 }, 'CloudFormation waits', { bold: true }),
    ...parts.map(({ minutes, ...options }, index) => (
      box({ x: Math.round(left + startOf(index) * minute), y, width: Math.round(minutes * minute), height }, { ...options, centered: true })
    )),
    text({ x: left, y: y + 52 }, 'for three runs, the pauses between them and their start. Half of a run is for the work, half for the undo, its end for the answer.', { faint: true }),
    text({ x: left, y: y + 70 }, 'What an earlier run of the event has associated counts as this one\'s own: all or nothing holds for all runs together.', { faint: true }),
  ];
}
