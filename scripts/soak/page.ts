import { MonthRecord } from './record';
import { Findings } from './silence';
import { countOperations, SilenceRow, silenceRows, troubleRows } from './summary';

const WHY: Readonly<Record<SilenceRow['cause'], string>> = {
  'left the template': 'a deployment took it out of the template',
  'taken by force': 'a deployment took it with `forceAssociate`, and failed later ([E1](promises.md#exceptions))',
  'not told apart': 'a deployment had moved it and failed later, and times were too near to tell that it was not there before ([E4](promises.md#exceptions)): it was on the owner of the failed deployment',
  'taken off by hand': 'somebody took it off its owner',
  'moved by hand': 'somebody put it on another owner',
  'released by hand': 'somebody released it from the account',
  'nobody asked': '**nobody asked for it**',
};

const UNTIL: Readonly<Record<NonNullable<SilenceRow['ending']>, string>> = {
  'a check': 'the check for drift put it back',
  'a deployment': 'a deployment, or its rollback, put it on its owner',
  'by hand': 'somebody put it back',
  'not declared any more': 'the deployment was complete, and nothing declared it any more',
  'the month has ended': 'the end of the month',
};

/** The page docs/soak.md. */
export function writePage(month: MonthRecord, findings: Findings, command: string): string {
  return [
    `# ${month.days} days of operations`,
    '',
    `Written by \`${command}\`, which plays them in virtual time in the [simulated account](../aws-simulator/README.md), with templates that CDK synthesizes and the bundle that is shipped.`,
    '',
    `An account has ${whole(month.tenures.size)} phone numbers, and ${stacksIn(month)} stacks with several associations each, on three voice connectors and a group. People deploy random changes every few hours: they add, remove and move numbers, rename, split and join`,
    'associations, put them on other connectors, declare numbers that do not exist or that somebody else has, cancel updates, stop at a failure with `--no-rollback`, and delete stacks. Other resources of the stacks fail. Meanwhile people move, take off and release numbers in the',
    'console, mostly without having told anybody, and put most of them back within a day. The services throttle, fail and fall silent, functions are killed, and events come twice. What nobody outside AWS knows of the services is drawn anew each day.',
    '',
    `**Minutes in which a number was off its owner, and nobody had asked for that: ${whole(minutesNobodyAsked(findings))}.**`,
    '',
    '![Deployments, troubles and numbers off their owner](images/soak.svg)',
    '',
    ...silenceSection(findings),
    ...deploymentSection(month),
    ...checkSection(month),
    ...troubleSection(month),
  ].join('\n');
}

/** Also told by the command line: what must be zero. */
export function minutesNobodyAsked({ silences }: Findings): number {
  return silenceRows(silences).at(-1)!.minutes;
}

function silenceSection({ silences, strayWrites }: Findings): string[] {
  return [
    '## Numbers off their owner',
    '',
    'A number counts as off its owner when it is neither where the template in force declares it nor where a deployment that is under way is to put it; if no template declares it, when it is not where people have put it. What a check that repairs has not put back, although it',
    'was on nothing, counts as *nobody asked* from the end of that check on; and what a deployment of its association has not put back, from the end of that deployment on.',
    'What an exception of [promises.md](promises.md#exceptions) covers has a row of its own.',
    '',
    ...table(['why', 'until', 'times', 'minutes', 'longest, minutes'], silenceRows(silences).map(({ cause, ending, times, minutes, longestMinutes }) => [
      WHY[cause], ending ? UNTIL[ending] : '', whole(times), whole(minutes), whole(longestMinutes),
    ])),
    '',
    `Numbers that a request put where nobody had asked for them: ${whole(strayWrites.length)}.`,
    '',
  ];
}

function deploymentSection({ operations, requests, throttled, failedRequests, timelineRequests }: MonthRecord): string[] {
  const { Associate, Disassociate, Get, List } = requests;
  return [
    '## Deployments',
    '',
    ...table(['what', 'ended in', 'times'], countOperations(operations).map(({ kind, status, count }) => [kind, `\`${status}\``, whole(count)])),
    '',
    `${whole(operations.filter(({ cancelled }) => cancelled).length)} of the updates were cancelled by somebody.`,
    '',
    `Requests to the voice service: ${whole(Associate)} to associate, ${whole(Disassociate)} to disassociate, ${whole(List)} lists and ${whole(Get)} single reads; ${whole(throttled)} were throttled, and ${whole(failedRequests)} failed otherwise.`
    + ` Requests for stacks' timelines: ${whole(timelineRequests)}.`,
    '',
  ];
}

function checkSection({ checks, hands }: MonthRecord): string[] {
  const count = (is: (check: MonthRecord['checks'][number]) => boolean) => whole(checks.filter(is).length);
  const sum = (of: 'drifted' | 'repaired') => whole(checks.reduce((total, check) => total + check[of], 0));
  return [
    '## Hands, and checks for drift',
    '',
    `People changed a number ${whole(hands.length)} times in the console. Some associations are checked every two or six hours, most of them with repair.`,
    '',
    ...table(['checks', 'skipped, a deployment being under way', 'failed', 'with drift', 'numbers found, at each check again', 'numbers put back'], [[
      whole(checks.length), count(({ outcome }) => outcome === 'skipped'), count(({ outcome }) => outcome === 'failed'),
      count(({ drifted }) => drifted > 0), sum('drifted'), sum('repaired'),
    ]]),
    '',
  ];
}

function troubleSection(month: MonthRecord): string[] {
  return [
    '## What went wrong around it',
    '',
    ...table(['trouble', 'times', 'minutes'], troubleRows(month).map(({ kind, times, minutes }) => [kind, whole(times), whole(minutes)])),
    '',
    `A function was killed ${whole(month.kills)} times, at most twice for one event.`,
    '',
  ];
}

function stacksIn({ operations }: MonthRecord): number {
  return new Set(operations.map(({ stack }) => stack)).size;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const alignment = header.map((_, column) => column < 2 && header.length < 6 ? '---' : '--:');
  return [header, alignment, ...rows].map(cells => `| ${cells.join(' | ')} |`);
}

function whole(value: number): string {
  return (value > 0 && value < 1 ? 1 : Math.round(value)).toLocaleString('en-US');
}
