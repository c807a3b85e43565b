import { Account } from './demo/account';
import { describeExpectation, deviations, Outcome } from './demo/expectation';
import { Narrator } from './demo/narrator';
import { furnish, Step, STEPS } from './demo/steps';
import { Cell, table } from './demo/table';
import { paintFor, widthOf } from './demo/terminal';

const PREAMBLE: ReadonlyArray<readonly [label: string, text: string]> = [
  ['Shows:', 'the life of the stack in examples/typescript, on this machine, without an AWS account.'],
  ['Real:', 'the templates and assets that CDK synthesizes, the bundle that is shipped, the AWS SDK.'],
  ['Played:', 'AWS, on 127.0.0.1: CloudFormation, IAM, Lambda, EventBridge Scheduler, the Chime SDK Voice API. A new voice connector is unknown to the API for its first 20 seconds.'],
  ['Time:', 'virtual. Each line begins with it, as mm:ss since the start.'],
];

const HEADER = ['', 'step', 'stack status', 'office', 'support', 'branch', 'nothing', 'requests', 'writes'];

interface Result {
  readonly passed: boolean;
  readonly row: readonly Cell[];
}

async function playStep(step: Step, index: number, account: Account, narrator: Narrator): Promise<Result> {
  const title = `${index + 1}. ${step.name}`;
  narrator.heading(`${title}: ${step.story}`);
  narrator.labelled('expects', describeExpectation(step.expected));
  let outcome: Outcome;
  try {
    outcome = await account.observe(() => step.play(account));
  } catch (error) {
    narrator.paragraph(`DEVIATION: ${error instanceof Error ? error.stack : String(error)}`, 'red');
    return { passed: false, row: ['FAILED', title, 'broken off', '', '', '', '', '', ''] };
  }
  const { places, status, requests, writes } = outcome;
  for (const line of outcome.logLines) narrator.logLine(line);
  const failures = deviations(step.expected, outcome);
  for (const deviation of failures) narrator.paragraph(`DEVIATION: ${deviation}`, 'red');
  if (failures.length === 0) narrator.paragraph('as expected', 'green');
  const figures = [places.office, places.support, places.branch, places.nothing].map(({ length }) => length);
  return { passed: failures.length === 0, row: [failures.length === 0 ? 'ok' : 'FAILED', title, status, ...figures, requests, writes] };
}

async function main(): Promise<number> {
  const paint = paintFor(process.stdout, process.env);
  const width = widthOf(process.stdout);
  const narrator = new Narrator(text => process.stdout.write(text), paint, width);
  for (const [label, text] of PREAMBLE) narrator.labelled(label, text);
  const account = await Account.open({
    onEvent: event => narrator.event(event),
    onKill: time => narrator.incident(time, 'KILLED', 'the function, after its first write'),
  });
  const results: Result[] = [];
  try {
    furnish(account);
    for (const [index, step] of STEPS.entries()) results.push(await playStep(step, index, account, narrator));
  } finally {
    await account.close();
  }
  narrator.heading('After each step, numbers on the connectors of the office, of support and of the branch, and on nothing');
  for (const line of table(HEADER, results.map(({ row }) => row), width)) narrator.line(line.startsWith('FAILED') ? paint('red', line) : line);
  const passed = results.filter(result => result.passed).length;
  narrator.line(`${passed} passed, ${results.length - passed} failed`);
  return passed === STEPS.length ? 0 : 1;
}

void main().then(
  exitCode => { process.exitCode = exitCode; },
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
