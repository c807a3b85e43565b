import { arrow, box, frame, picture, text } from './svg';

/** What a stack with associations has, and what its function may do. */
export function drawDeployed(): string {
  return picture({ width: 1120, height: 512 }, 'What is deployed',
    'All associations of a stack are one custom resource. CloudFormation invokes the one function with its old and new properties. The function reads the '
    + 'timeline of its own stack, calls the Amazon Chime SDK Voice API, and answers CloudFormation itself. It has a role and a log group. Dashed parts are '
    + 'only there when they are asked for: the schedule and the metrics of detectDrift, and the permission to write on voice connector groups.', [
      box({ x: 20, y: 60, width: 136, height: 340 }, { title: 'CloudFormation', tone: 'service', centered: true }),
      frame({ x: 262, y: 24, width: 608, height: 468 }, 'your stack'),
      ...inTheStack(),
      box({ x: 940, y: 184, width: 164, height: 84 }, { title: 'Amazon Chime SDK', lines: ['Voice API', 'of the region'], tone: 'service', centered: true }),
      box({ x: 940, y: 420, width: 164, height: 56 }, { title: 'Metrics, your alarm', lines: ['with detectDrift'], tone: 'service', dashed: true }),
      ...calls(),
    ]);
}

function inTheStack(): string[] {
  return [
    box({ x: 284, y: 52, width: 266, height: 92 }, {
      title: '1. Custom resource', lines: ['one for the stack: all associations by', 'path, with owner, numbers and', 'forceAssociate; comes last'], tone: 'ours',
    }),
    box({ x: 590, y: 52, width: 260, height: 92 }, {
      title: 'EventBridge schedule', lines: ['with detectDrift, one per association;', 'its role may', '• invoke the function'], tone: 'ours', dashed: true,
    }),
    box({ x: 284, y: 184, width: 566, height: 56 }, {
      title: '2. Function', lines: ['reads timeline and numbers, plans, writes or undoes; answers CloudFormation'], tone: 'ours',
    }),
    box({ x: 284, y: 280, width: 266, height: 106 }, {
      title: '3. Role of the function: may',
      lines: ['• write on voice connectors: vc/*', '• read numbers: *', '• read the timeline of its own stack', '• write to the log group'],
      tone: 'ours',
    }),
    box({ x: 590, y: 280, width: 260, height: 106 }, {
      title: 'Policy of the role', lines: ['with a group or forceAssociate:', '• write on groups: *'], tone: 'ours', dashed: true,
    }),
    box({ x: 284, y: 420, width: 566, height: 56 }, {
      title: '4. Log group', lines: ['every step is a line of JSON; kept for one month, outlives the stack'],
    }),
  ];
}

function calls(): string[] {
  return [
    arrow([{ x: 156, y: 97 }, { x: 282, y: 97 }], { label: 'owns' }),
    arrow([{ x: 156, y: 198 }, { x: 282, y: 198 }], { label: 'event' }),
    arrow([{ x: 284, y: 226 }, { x: 158, y: 226 }], { label: 'timeline?', labelAt: { x: 164, y: 220 } }),
    text({ x: 164, y: 242 }, 'then the answer', { faint: true }),
    arrow([{ x: 850, y: 212 }, { x: 938, y: 212 }], { label: 'HTTPS' }),
    arrow([{ x: 417, y: 144 }, { x: 417, y: 182 }]),
    text({ x: 425, y: 168 }, 'service token', { faint: true }),
    arrow([{ x: 720, y: 144 }, { x: 720, y: 182 }], { dashed: true }),
    arrow([{ x: 417, y: 280 }, { x: 417, y: 242 }]),
    arrow([{ x: 590, y: 334 }, { x: 552, y: 334 }], { dashed: true }),
    arrow([{ x: 570, y: 240 }, { x: 570, y: 418 }]),
    arrow([{ x: 850, y: 448 }, { x: 938, y: 448 }], { dashed: true }),
  ];
}
