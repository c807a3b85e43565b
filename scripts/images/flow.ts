import { arrow, box, frame, line, picture, text } from './svg';

/** What the handler does from an event to its answer. */
export function drawFlow(): string {
  return picture({ width: 1120, height: 590 }, 'From an event to an answer',
    'Look, plan, associate, disassociate, answer. A refused number is looked for, and where it is decides: done, take, wait or fail. '
    + 'If one fails, everything is undone before the failure is answered. Half of the time belongs to the work, half to the undo.', [
      ...mainRow(), ...verdicts(), ...undoRow(), ...timeBudget(),
    ]);
}

/** When all goes well: from left to right. */
function mainRow(): string[] {
  const y = 44;
  const height = 92;
  const middle = y + height / 2;
  return [
    box({ x: 20, y, width: 110, height }, { title: 'Event', lines: ['Create', 'Update', 'Delete'], centered: true, tone: 'service' }),
    arrow([{ x: 130, y: middle }, { x: 158, y: middle }]),
    box({ x: 160, y, width: 184, height }, { title: '1. Look', lines: ['which numbers are on', 'the old owner, which on', 'the new one'], tone: 'ours' }),
    arrow([{ x: 210, y }, { x: 210, y: 26 }, { x: 290, y: 26 }, { x: 290, y: 42 }], { label: 'surprising? once more when reads have settled', labelAt: { x: 300, y: 30 } }),
    arrow([{ x: 344, y: middle }, { x: 372, y: middle }]),
    box({ x: 374, y, width: 184, height }, { title: '2. Plan', lines: ['a pure function of', 'what was, what is', 'asked, what is found'], tone: 'ours' }),
    arrow([{ x: 558, y: middle }, { x: 586, y: middle }]),
    box({ x: 588, y, width: 172, height }, { title: '3. Associate', lines: ['moves by force, what', 'is new without;', '50 in a request'], tone: 'ours' }),
    arrow([{ x: 760, y: middle }, { x: 788, y: middle }]),
    box({ x: 790, y, width: 164, height }, { title: '4. Disassociate', lines: ['removed numbers,', 'only when nothing', 'more can fail before'], tone: 'ours' }),
    arrow([{ x: 954, y: middle }, { x: 982, y: middle }]),
    box({ x: 984, y, width: 116, height }, { title: 'Answer', lines: ['success'], tone: 'good', centered: true }),
  ];
}

/** A refused number. */
function verdicts(): string[] {
  const y = 232;
  const height = 92;
  const bus = 214;
  const entry = (x: number) => arrow([{ x, y: bus }, { x, y: y - 2 }]);
  return [
    frame({ x: 160, y: 178, width: 940, height: 164 }, 'judge: a refusal is not believed for its code'),
    arrow([{ x: 640, y: 136 }, { x: 640, y: 176 }], { label: 'refused', labelAt: { x: 586, y: 162 } }),
    arrow([{ x: 700, y: 178 }, { x: 700, y: 138 }], { label: 'take, wait: again', labelAt: { x: 708, y: 162 } }),
    box({ x: 178, y, width: 174, height }, { title: 'Look for the number', lines: ['where it is decides,', 'when the read has', 'had time to settle'], tone: 'ours' }),
    line([{ x: 265, y }, { x: 265, y: bus }, { x: 1009, y: bus }]),
    ...[457, 634, 825, 1009].map(entry),
    box({ x: 384, y, width: 146, height }, { title: 'Done', lines: ['it is on its owner', 'already'], tone: 'good' }),
    box({ x: 552, y, width: 164, height }, { title: 'Take', lines: ['from our old owner,', 'or from anybody with', 'forceAssociate'] }),
    box({ x: 738, y, width: 174, height }, { title: 'Wait', lines: ['handed over, acquired,', 'or not to be seen yet;', 'not for ever'] }),
    box({ x: 934, y, width: 150, height }, { title: 'Fail', lines: ['somebody has it,', 'it does not exist, or', 'waited in vain'], tone: 'bad' }),
  ];
}

/** When a number has failed for good: from right to left. */
function undoRow(): string[] {
  const y = 384;
  const height = 92;
  const middle = y + height / 2;
  return [
    arrow([{ x: 1009, y: 324 }, { x: 1009, y: middle }, { x: 912, y: middle }], { label: 'when all others are tried', labelAt: { x: 842, y: 366 } }),
    box({ x: 560, y, width: 350, height }, {
      title: '5. Undo',
      lines: ['first: numbers that were in use elsewhere go back', 'then: numbers that were let go come back', 'last: new numbers are taken off'],
      tone: 'bad',
    }),
    arrow([{ x: 560, y: middle }, { x: 492, y: middle }]),
    box({ x: 160, y, width: 330, height }, {
      title: 'Failed answer', lines: ['every number is where it was before; names', 'the number, who has it, what to do, what was', 'tried and for how long'], tone: 'bad',
    }),
  ];
}

/** One function's time, to scale but for the last part. */
function timeBudget(): string[] {
  const y = 518;
  const height = 34;
  return [
    text({ x: 20, y: y + 21 }, 'Time of the function', { bold: true }),
    box({ x: 178, y, width: 440, height }, { title: 'half for the work', tone: 'ours', centered: true }),
    box({ x: 618, y, width: 440, height }, { title: 'half for the undo', tone: 'bad', centered: true }),
    box({ x: 1058, y, width: 42, height }, { tone: 'good' }),
    text({ x: 1100, y: y + 52 }, 'the last moments: the answer', { anchor: 'end', faint: true }),
    text({ x: 178, y: y + 52 }, 'A deletion has all of it for the work: what is off stays off, and deleting again goes on from there.', { faint: true }),
  ];
}
