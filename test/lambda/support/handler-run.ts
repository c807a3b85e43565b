import { FakeChime } from './fake-chime';
import { LogRecorder } from './log-recorder';
import { FakeStackEvents, Line } from './stack-timeline';
import { ResourceEvent } from '../../../lambda/phone-number-associations/cloudformation/resource-event';
import { createHandler } from '../../../lambda/phone-number-associations/handler';
import { DriftDetectionEvent } from '../../../src/contract/properties';

/** The body of an answer to CloudFormation. */
export interface AnswerBody {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

/** What came of a run: the answer that CloudFormation got, and the error that the run ended with. */
export interface Outcome {
  readonly answer?: AnswerBody;
  readonly error?: Error;
  readonly recorder: LogRecorder;
  readonly stack: FakeStackEvents;
}

interface Settings {
  readonly logGroupName?: string;
  /** The stack's timeline, or CloudFormation as a test has made it. */
  readonly stack: readonly Line[] | FakeStackEvents;
  /** The HTTP statuses with which the answer's address answers, one after the other; 200 when they are used up. */
  readonly statuses?: readonly number[];
}

export async function run(
  event: ResourceEvent | DriftDetectionEvent, chime: FakeChime, { logGroupName, stack, statuses = [] }: Settings,
): Promise<Outcome> {
  const recorder = new LogRecorder();
  const left = [...statuses];
  const stackEvents = stack instanceof FakeStackEvents ? stack : new FakeStackEvents(stack);
  let answer: AnswerBody | undefined;
  const handle = createHandler({
    clientFor: () => chime,
    stackEvents,
    put: async (_, body) => {
      const status = left.shift() ?? 200;
      if (status === 200) answer = JSON.parse(body) as AnswerBody;
      return status;
    },
    random: () => 0.5,
    write: line => recorder.write(line),
    logGroupName,
  });
  const error = await handle(event, chime.clock).then(() => undefined, (thrown: Error) => thrown);
  expect(chime.unexpectedCalls).toEqual([]);
  return { answer, error, recorder, stack: stackEvents };
}
