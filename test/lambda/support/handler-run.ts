import { FakeChime } from './fake-chime';
import { LogRecorder } from './log-recorder';
import { NOW } from './names';
import { Answer, createHandler, ResourceEvent } from '../../../lambda/phone-number-associations/handler';
import { Declarations, DriftDetectionEvent } from '../../../src/contract/properties';

/** What came of an event: the answer, or the error in place of it. */
export interface Outcome {
  readonly answer?: Answer;
  readonly error?: Error;
  readonly recorder: LogRecorder;
}

interface Settings {
  readonly logGroupName?: string;
  /** What the template in force declares; nothing unless it matters. */
  readonly declarations?: Declarations;
  /** The service of other regions, by region. */
  readonly elsewhere?: Readonly<Record<string, FakeChime>>;
}

export async function run(
  event: ResourceEvent | DriftDetectionEvent, chime: FakeChime, { logGroupName, declarations = {}, elsewhere = {} }: Settings = {},
): Promise<Outcome> {
  const recorder = new LogRecorder();
  const handle = createHandler({
    clientFor: region => elsewhere[region] ?? chime,
    random: () => 0.5,
    now: () => NOW,
    write: line => recorder.write(line),
    logGroupName,
    declarations,
  });
  const result = await handle(event, chime.clock).then(
    answer => ({ answer }),
    (error: Error) => ({ error }),
  );
  expect([chime, ...Object.values(elsewhere)].flatMap(({ unexpectedCalls }) => unexpectedCalls)).toEqual([]);
  return { ...result, recorder };
}
