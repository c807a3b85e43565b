import { arrow, box, frame, picture } from './svg';

/** What a stack with associations has, and what its functions may do. */
export function drawDeployed(): string {
  return picture({ width: 1120, height: 496 }, 'What is deployed',
    'CloudFormation calls CDK\'s framework function, which invokes the handler function, which calls the Amazon Chime SDK Voice API. '
    + 'Both functions have a role of their own and share a log group. Dashed parts are only there when they are asked for: '
    + 'the schedule and the metric of detectDrift, and the permission to write on voice connector groups.', [
      box({ x: 20, y: 60, width: 136, height: 300 }, { title: 'CloudFormation', tone: 'service', centered: true }),
      frame({ x: 238, y: 24, width: 632, height: 452 }, 'your stack'),
      ...inTheStack(),
      box({ x: 940, y: 174, width: 164, height: 84 }, { title: 'Amazon Chime SDK', lines: ['Voice API', 'of the region'], tone: 'service', centered: true }),
      box({ x: 940, y: 400, width: 164, height: 56 }, { title: 'Metric, your alarm', lines: ['with detectDrift'], tone: 'service', dashed: true }),
      ...calls(),
    ]);
}

function inTheStack(): string[] {
  return [
    box({ x: 260, y: 60, width: 260, height: 74 }, {
      title: 'Custom resource', lines: ['one for each association: whose', 'numbers, which, forceAssociate'], tone: 'ours',
    }),
    box({ x: 260, y: 174, width: 260, height: 186 }, {
      title: 'Framework function',
      lines: ['CDK\'s own: takes the event, answers', 'when the handler is done', '', 'Its role may', '• invoke the handler', '• write to the log group'],
    }),
    box({ x: 590, y: 174, width: 260, height: 186 }, {
      title: 'Handler function',
      lines: ['looks, plans, writes, or undoes', '', 'Its role may', '• write on voice connectors: vc/*', '• read numbers: *', '• write to the log group'],
      tone: 'ours',
    }),
    box({ x: 600, y: 308, width: 240, height: 44 }, { lines: ['with a group or forceAssociate:', '• write on groups: *'], tone: 'ours', dashed: true }),
    box({ x: 590, y: 60, width: 260, height: 74 }, {
      title: 'EventBridge schedule', lines: ['with detectDrift. Its role may', '• invoke the handler'], tone: 'ours', dashed: true,
    }),
    box({ x: 260, y: 400, width: 590, height: 56 }, {
      title: 'Log group', lines: ['every step is a line of JSON; kept for one month, outlives the stack'],
    }),
  ];
}

function calls(): string[] {
  return [
    arrow([{ x: 156, y: 97 }, { x: 258, y: 97 }], { label: 'owns' }),
    arrow([{ x: 156, y: 210 }, { x: 258, y: 210 }], { label: 'event' }),
    arrow([{ x: 260, y: 250 }, { x: 158, y: 250 }], { label: 'answer' }),
    arrow([{ x: 520, y: 230 }, { x: 588, y: 230 }], { label: 'Invoke' }),
    arrow([{ x: 850, y: 216 }, { x: 938, y: 216 }], { label: 'HTTPS' }),
    arrow([{ x: 720, y: 134 }, { x: 720, y: 172 }], { dashed: true }),
    arrow([{ x: 390, y: 360 }, { x: 390, y: 398 }]),
    arrow([{ x: 720, y: 360 }, { x: 720, y: 398 }]),
    arrow([{ x: 850, y: 428 }, { x: 938, y: 428 }], { dashed: true }),
  ];
}
