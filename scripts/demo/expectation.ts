/** Which numbers are where. */
export interface Places {
  readonly office: readonly string[];
  readonly branch: readonly string[];
  readonly elsewhere: readonly string[];
  readonly nothing: readonly string[];
}

/** How a step ended. */
export interface Outcome {
  /** The stack's, after a deployment or a deletion. */
  readonly status: string;
  readonly places: Places;
  /** Why resources failed. */
  readonly reasons: readonly string[];
  /** What a look for drift has logged. */
  readonly logLines: readonly string[];
  readonly requests: number;
  readonly writes: number;
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
  /** Whether nothing may be written. */
  readonly onlyReads?: boolean;
  /** Numbers that must not be on nothing for a moment. */
  readonly uninterrupted?: readonly string[];
}

/** All in which a step ended otherwise than it had to; empty if it went well. */
export function deviations(expected: Expectation, actual: Outcome): string[] {
  const messages = [...actual.reasons, ...actual.logLines];
  const [message = 'none'] = messages;
  const interrupted = actual.interrupted.filter(number => expected.uninterrupted?.includes(number));
  return [
    ...actual.status === expected.status ? [] : [`stack status is ${actual.status}, expected ${expected.status}`],
    ...(Object.keys(expected.places) as (keyof Places)[]).flatMap(place => differences(place, expected.places[place], actual.places[place])),
    ...(expected.says ?? []).filter(part => !message.includes(part)).map(part => `message lacks '${part}': ${message}`),
    ...expected.says ? [] : messages.map(unasked => `message was not expected: ${unasked}`),
    ...expected.onlyReads && actual.writes > 0 ? [`${actual.writes} writes were sent, expected none`] : [],
    ...interrupted.map(number => `${number} was on nothing for a moment, expected never`),
    ...actual.unexpected.map(request => `request is unknown to the service: ${request}`),
  ];
}

function differences(place: string, expected: readonly string[], actual: readonly string[]): string[] {
  const list = (numbers: readonly string[]) => numbers.join(', ') || 'none';
  return list(expected) === list(actual) ? [] : [`numbers on ${place} are ${list(actual)}, expected ${list(expected)}`];
}
