import { Answer, sendAnswer } from '../../../lambda/phone-number-associations/cloudformation/answer';
import { FakeClock } from '../support/fake-clock';
import { LogRecorder } from '../support/log-recorder';
import { createEvent } from '../support/resource-events';

const SUCCESS: Answer = { status: 'SUCCESS', physicalResourceId: 'id' };

/** Sends an answer to an address that answers so, one after the other, the last one again and again. */
async function send(answer: Answer, statuses: readonly (number | Error)[], clock = new FakeClock()) {
  const recorder = new LogRecorder();
  const bodies: string[] = [];
  const urls = new Set<string>();
  const left = [...statuses];
  const put = async (url: string, body: string) => {
    urls.add(url);
    bodies.push(body);
    const status = left.length > 1 ? left.shift() : left[0];
    if (status instanceof Error) throw status;
    return status ?? 200;
  };
  const sent = sendAnswer(createEvent(), answer, { put, clock, random: () => 0.5, log: recorder.log });
  const error = await sent.then(() => undefined, (thrown: Error) => thrown);
  return { recorder, bodies, error, clock, urls: [...urls] };
}

test('goes to the address of the event, with its ids', async () => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = createEvent();
  const { bodies, urls, recorder } = await send(SUCCESS, [200]);
  expect(urls).toEqual([ResponseURL]);
  expect(bodies.map(body => JSON.parse(body) as object)).toEqual([{ Status: 'SUCCESS', PhysicalResourceId: 'id', StackId, RequestId, LogicalResourceId }]);
  expect(recorder.of('answer')).toEqual([{ step: 'answer', status: 'SUCCESS', attempts: 1 }]);
});

test.each([200, 204, 299])('is delivered with HTTP status %d', async status => {
  expect((await send(SUCCESS, [status])).bodies).toHaveLength(1);
});

test.each<[string, number | Error]>([['503', 503], ['403', 403], ['a redirection', 300], ['an informational answer', 199], ['a broken connection', new Error('socket hang up')]])('is sent again after %s', async (_, status) => {
  const { bodies, recorder, error, clock } = await send(SUCCESS, [status, status, 200]);
  expect(error).toBeUndefined();
  expect(new Set(bodies).size).toBe(1);
  expect(recorder.of('answer')).toMatchObject([{ attempts: 3 }]);
  expect(recorder.of('answer-failed')).toMatchObject([{ attempt: 1, reason: expect.any(String) }, { attempt: 2 }]);
  expect(clock.sleeps).toEqual([150, 300]);
});

test('that cannot be delivered ends the run before its time does', async () => {
  const { error, clock, bodies } = await send({ status: 'FAILED', reason: 'r', physicalResourceId: 'id' }, [503], new FakeClock(60_000));
  expect(error).toHaveProperty('message', "the answer's address answered with HTTP status 503");
  expect(bodies.length).toBeGreaterThan(5);
  expect(clock.remainingMillis()).toBeGreaterThan(0);
});

test('is not waited for where less than a second would be left to send it', async () => {
  // Waits 150, 300, … 4,800 ms; the next wait of 7.5 s would end half a second before the run.
  const { error, clock } = await send(SUCCESS, [503], new FakeClock(25_000));
  expect(error).toBeInstanceOf(Error);
  expect(clock.sleeps.at(-1)).toBe(7_500);
  expect(clock.remainingMillis()).toBeGreaterThan(1_000);
});

test('that gets no answer is given up after ten seconds, or what is left', async () => {
  const clock = new FakeClock(15_000);
  const recorder = new LogRecorder();
  let silent = 2;
  const put = async () => {
    if (silent > 0) clock.expireRequest();
    silent -= 1;
    return 200;
  };
  await sendAnswer(createEvent(), SUCCESS, { put, clock, random: () => 0.5, log: recorder.log }).catch(() => undefined);
  expect(clock.timeouts[0]).toBe(10_000);
  expect(clock.timeouts[1]).toBeLessThan(5_000);
});

describe('a reason', () => {
  test.each([
    ['short', 'in use', 'in use'],
    ['of several lines', 'a\nb', 'a b'],
  ])('that is %s', async (_, reason, told) => {
    const { bodies } = await send({ status: 'FAILED', reason, physicalResourceId: 'id' }, [200]);
    expect(JSON.parse(bodies[0])).toMatchObject({ Status: 'FAILED', Reason: told });
  });

  test.each([['plain', 'x'.repeat(5_000)], ['escaped', '"\\'.repeat(2_500)], ['wide', '📞'.repeat(2_000)]])('that is too long and %s is cut to the limit of 4,096 bytes', async (_, reason) => {
    const { bodies } = await send({ status: 'FAILED', reason: `${reason} Nothing was changed. Log group: /numbers`, physicalResourceId: 'p'.repeat(1_024) }, [200]);
    expect(Buffer.byteLength(bodies[0])).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(bodies[0])).toBeGreaterThan(4_080);
    expect((JSON.parse(bodies[0]) as { Reason: string }).Reason).toMatch(/….* Nothing was changed\. Log group: \/numbers$/);
  });
});
