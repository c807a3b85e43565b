import { dateText, playUpdate, TracedUpdate } from './play-update';
import { RecordedStackEvent } from '../../aws-simulator';

/** What the page does not show of long values. */
const SHOWN_URL = 200;

/** The page docs/one-update.md, with what the handler does today. */
export async function writePage(): Promise<string> {
  const update = await playUpdate();
  return [
    '# One update, followed with real data',
    '',
    'Written by `npx ts-node --transpile-only --project tsconfig.json scripts/trace/main.ts`, which deploys a stack twice in the [simulated account](../aws-simulator/README.md), with the template that',
    'CDK synthesizes and the bundle that is shipped. `test/scripts/trace.test.ts` fails when this page no longer shows what happens. Times are virtual.',
    '',
    '| number | before | after |',
    '|---|---|---|',
    '| `+12065550100` | declared by `Office` on `abcdef1ghij2klmno3pqr4` | the same connector, but the construct is called `Reception` from now on |',
    '| `+12065550101` | declared by `Office` on `abcdef1ghij2klmno3pqr4` | moves to `Branch` on `branch1ghij2klmno3pqr4` |',
    '| `+12065550102` | on nothing | comes to `Reception` |',
    '| `+12065550110` | declared by `Branch` | leaves |',
    '',
    ...eventSection(update),
    ...timelineSection(update),
    ...runSection(update),
    ...answerSection(update),
    ...tenuresSection(update),
  ].join('\n');
}

function eventSection({ event }: TracedUpdate): string[] {
  return [
    '## 1. CloudFormation sends one event',
    '',
    'Both templates are in it, with all associations of the stack. Every scalar has become a string. The date in `ResponseURL` is the moment at which the event was made; the address is pre-signed, so the handler never logs it.',
    '',
    ...fence('json', JSON.stringify(event, (key, value: unknown) => key === 'ResponseURL' ? shorten(String(value)) : value, 2)),
  ];
}

function timelineSection({ timeline }: TracedUpdate): string[] {
  return [
    '## 2. The timeline of the stack tells which way the deployment goes',
    '',
    'The handler asks for it with `DescribeStackEvents`. The newest entry is that of the event; the one before it that belongs to the stack itself says `UPDATE_IN_PROGRESS`, so this is no rollback. Newest first, down to the end of the last deployment:',
    '',
    ...entryTable(timeline.slice(0, timeline.findIndex(({ status, logicalId }) => status === 'CREATE_COMPLETE' && logicalId === 'Telephony') + 1)),
    '',
  ];
}

function runSection({ acts }: TracedUpdate): string[] {
  const lines = acts.map(({ kind, time, text }) => kind === 'request' ? `${dateText(time!).slice(11, 23)}  → ${text}` : `              ${text}`);
  return [
    '## 3. The handler reads, plans and writes',
    '',
    'Requests have the time at which they were served; the lines between them are the log. The fields that all lines of an event share are left out, and [log.md](log.md) explains the others.',
    '',
    '- The first association waits until four seconds after the date of the event, which is cut to the second, so that what this event associates can be told from what was there before.',
    '- Before a write, the timeline is read again if the last look is more than a second old: a run that a rollback has overtaken must stop.',
    '- `+12065550101` is taken by force from where the old template had it, in one request, so it is on nothing at no moment. The log names its former place before the request.',
    '- `+12065550100` is not written, although its construct has another name.',
    '- `+12065550110`, which leaves, goes last: while something can still fail, nothing has been let go.',
    '',
    ...fence('text', lines.map(withoutContext).join('\n')),
  ];
}

function answerSection({ answer, afterwards }: TracedUpdate): string[] {
  return [
    '## 4. The answer',
    '',
    'A PUT to the `ResponseURL`. The physical id is that of the creation, and never changes.',
    '',
    ...fence('json', JSON.stringify(JSON.parse(answer), undefined, 2)),
    'What CloudFormation records after it, oldest first:',
    '',
    ...entryTable(afterwards),
    '',
  ];
}

function tenuresSection({ tenures }: TracedUpdate): string[] {
  return [
    '## 5. Where the numbers have been',
    '',
    'As the service has it, from the first deployment on.',
    '',
    '| number | since | is on |',
    '|---|---|---|',
    ...tenures.map(({ phoneNumber, since, owner }) => `| \`${phoneNumber}\` | ${dateText(since)} | ${owner} |`),
    '',
  ];
}

function entryTable(entries: readonly RecordedStackEvent[]): string[] {
  return [
    '| time | logical id | status | reason |',
    '|---|---|---|---|',
    ...entries.map(({ time, logicalId, status, reason }) => `| ${dateText(time)} | ${logicalId} | ${status} | ${reason ?? ''} |`),
  ];
}

function withoutContext(line: string): string {
  return line.replace(/"requestType":"\w+","logicalResourceId":"\w+","requestId":"[\w-]+",/, '');
}

function shorten(url: string): string {
  return url.length > SHOWN_URL ? `${url.slice(0, SHOWN_URL)}…` : url;
}

function fence(language: string, text: string): string[] {
  return [`\`\`\`${language}`, text, '```', ''];
}
