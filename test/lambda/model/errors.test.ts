import {
  InvalidPropertiesError, OutOfTimeError, OvertakenError, OwnerNotFoundError, RequestTimeoutError, RunEndedError, ServiceError,
  TimelineUnreadableError,
} from '../../../lambda/phone-number-associations/model/errors';

const CAUSE = new Error('socket hang up');

test('an answer keeps what is known of it', () => {
  expect(new ServiceError({ category: 'throttled', code: 'Throttled', message: 'slow down', retryAfterMillis: 2_000, cause: CAUSE })).toMatchObject({
    name: 'ServiceError', message: 'slow down', category: 'throttled', code: 'Throttled', retryAfterMillis: 2_000, cause: CAUSE,
  });
});

test.each<[string, () => Error, boolean]>([
  ['RequestTimeoutError', () => new RequestTimeoutError(1_234.5), false],
  ['OutOfTimeError', () => new OutOfTimeError('m', CAUSE), false],
  ['OwnerNotFoundError', () => new OwnerNotFoundError('m'), false],
  ['InvalidPropertiesError', () => new InvalidPropertiesError('m'), false],
  ['OvertakenError', () => new OvertakenError('m'), true],
  ['TimelineUnreadableError', () => new TimelineUnreadableError('m', CAUSE), true],
])('%s has its name, and ends the run or not', (name, make, endsRun) => {
  const error = make();
  expect(error.name).toBe(name);
  expect(error instanceof RunEndedError).toBe(endsRun);
});

test('causes are kept', () => {
  expect([new OutOfTimeError('m', CAUSE).cause, new TimelineUnreadableError('m', CAUSE).cause]).toEqual([CAUSE, CAUSE]);
  expect(new RequestTimeoutError(1_234.5).message).toBe('The service did not answer within 1235 ms');
});
