/** Which numbers are where. */
export interface Places {
  readonly office: readonly string[];
  readonly support: readonly string[];
  readonly branch: readonly string[];
  readonly nothing: readonly string[];
}

/** How a step ended. */
export interface Outcome {
  /** The stack's, after a deployment or a deletion. */
  readonly status: string;
  readonly places: Places;
  /** Why resources failed. */
  readonly reasons: readonly string[];
  /** What a check for drift has logged. */
  readonly logLines: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly requests: number;
  readonly writes: number;
  /** How many runs of the function were killed. */
  readonly kills: number;
  /** Numbers that were on nothing at any moment of the step. */
  readonly interrupted: readonly string[];
  /** Requests that the service does not know. */
  readonly unexpected: readonly string[];
}

/** How a step has to end. */
export interface Expectation {
  readonly status: string;
  readonly places: Places;
  /** What the first message has to contain; without it there must be no message. */
  readonly says?: readonly string[];
  /** Requests to the voice service. @default - any number */
  readonly requests?: number;
  /** Those of them that write. @default - any number */
  readonly writes?: number;
  /** @default 0 */
  readonly kills?: number;
  /** Numbers that must not be on nothing for a moment. */
  readonly uninterrupted?: readonly string[];
}

/** What is expected of a step, in a sentence. */
export function describeExpectation({ status, places, says, requests, writes, kills, uninterrupted }: Expectation): string {
  return [
    status,
    `numbers on the office's connector ${places.office.length}, on support's ${places.support.length}, on the branch's ${places.branch.length}, on nothing ${places.nothing.length}`,
    ...says ? [`it says ${says.map(part => `“${part}”`).join(', ')}`] : [],
    ...kills ? [counted(kills, 'kill')] : [],
    ...requests === undefined ? [] : [counted(requests, 'request')],
    ...writes === undefined ? [] : [counted(writes, 'write')],
    ...uninterrupted?.length ? [`${counted(uninterrupted.length, 'number')} never on nothing, not for a moment`] : [],
  ].join('; ');
}

/** All in which a step ended otherwise than it had to; empty if it went well. */
export function deviations(expected: Expectation, actual: Outcome): string[] {
  const messages = [...actual.reasons, ...actual.logLines.map(line => JSON.stringify(line))];
  const [message = 'none'] = messages;
  const { kills = 0, uninterrupted = [] } = expected;
  const interrupted = actual.interrupted.filter(number => uninterrupted.includes(number));
  return [
    ...actual.status === expected.status ? [] : [`stack status is ${actual.status}, expected ${expected.status}`],
    ...(Object.keys(expected.places) as (keyof Places)[]).flatMap(place => differences(place, expected.places[place], actual.places[place])),
    ...(expected.says ?? []).filter(part => !message.includes(part)).map(part => `message lacks '${part}': ${message}`),
    ...expected.says ? [] : messages.map(unasked => `message was not expected: ${unasked}`),
    ...counts('request', actual.requests, expected.requests),
    ...counts('write', actual.writes, expected.writes),
    ...counts('kill', actual.kills, kills),
    ...interrupted.map(number => `${number} was on nothing for a moment, expected never`),
    ...actual.unexpected.map(request => `request is unknown to the service: ${request}`),
  ];
}

function differences(place: string, expected: readonly string[], actual: readonly string[]): string[] {
  const list = (numbers: readonly string[]) => numbers.join(', ') || 'none';
  return list(expected) === list(actual) ? [] : [`numbers on ${place} are ${list(actual)}, expected ${list(expected)}`];
}

function counts(what: string, actual: number, expected: number | undefined): string[] {
  return expected === undefined || actual === expected ? [] : [`${counted(actual, what)}, expected ${expected}`];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
