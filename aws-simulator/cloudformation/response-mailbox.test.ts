import { ResponseFault, ResponseMailbox } from './response-mailbox';

const ADDRESSEE = { stackId: 'arn:stack', logicalId: 'First', requestType: 'Create', requestId: 'r' } as const;
const GOOD = { Status: 'SUCCESS', PhysicalResourceId: 'id' };

function setUp() {
  const clock = { now: 250 };
  const mailbox = new ResponseMailbox(() => clock.now);
  const { url, delivery, close } = mailbox.open(ADDRESSEE);
  const { hostname, pathname, search } = new URL(url);
  const put = (answer: unknown, more: object = {}) => {
    const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return mailbox.receive({ method: 'PUT', hostname, path: `${pathname}${search}`, headers: { 'content-length': Buffer.byteLength(body) }, body, ...more });
  };
  return { clock, mailbox, url, delivery, close, put };
}

describe('ResponseMailbox', () => {
  test('hands out URLs that bear the moment of the event in whole seconds', () => {
    const { searchParams } = new URL(setUp().url);
    expect([searchParams.get('X-Amz-Date'), searchParams.get('X-Amz-Expires')]).toEqual(['20260101T000000Z', '7200']);
  });

  test('only the first answer counts, though S3 takes each', async () => {
    const { mailbox, put, delivery } = setUp();
    expect([put(GOOD), put({ Status: 'FAILED', PhysicalResourceId: 'id' })]).toEqual([200, 200]);
    await expect(delivery).resolves.toEqual({ response: GOOD });
    expect(mailbox.served.map(({ attempt, counted }) => [attempt, counted])).toEqual([[0, true], [1, false]]);
  });

  test('an answer that nobody waits for any more does not count', () => {
    const { mailbox, put, close } = setUp();
    close();
    expect(put(GOOD)).toBe(200);
    expect(mailbox.served).toEqual([expect.objectContaining({ counted: false })]);
  });

  test.each([
    ['4,097 bytes', { ...GOOD, Reason: 'x'.repeat(4_097 - JSON.stringify({ ...GOOD, Reason: '' }).length) }, 'Response object is too long.'],
    ['4,096 bytes', { ...GOOD, Reason: 'x'.repeat(4_096 - JSON.stringify({ ...GOOD, Reason: '' }).length) }, undefined],
    ['no physical id', { Status: 'SUCCESS' }, 'Invalid PhysicalResourceId'],
    ['a long physical id', { Status: 'SUCCESS', PhysicalResourceId: 'x'.repeat(1_025) }, 'Invalid PhysicalResourceId'],
    ['no status', { PhysicalResourceId: 'id' }, 'Invalid Status'],
    ['no JSON', 'SUCCESS', 'Response is not valid JSON'],
  ])('an answer with %s', async (_, answer, invalid) => {
    const { put, delivery } = setUp();
    expect(put(answer)).toBe(200);
    await expect(delivery).resolves.toEqual(invalid === undefined ? { response: answer } : { invalid });
  });

  test.each([
    ['another method', { method: 'POST' }, 403],
    ['another path', { path: '/else' }, 403],
    ['a wrong length', { headers: {} }, 400],
  ])('refuses %s', (_, more, status) => {
    expect(setUp().put(GOOD, more)).toBe(status);
  });

  test('refuses a URL that has expired', () => {
    const { put, clock } = setUp();
    clock.now += 7_200_001;
    expect(put(GOOD)).toBe(403);
  });

  test('does not know another host', () => {
    expect(() => setUp().put(GOOD, { hostname: 'example.com' })).toThrow('getaddrinfo ENOTFOUND example.com');
  });

  test.each([
    [{ kind: 'reset' }, 'reset', false],
    [{ kind: 'reset', workDone: true }, 'reset', true],
    [{ kind: 'status', status: 503 }, 503, false],
    [{ kind: 'hang', workDone: true }, 'hang', true],
  ] as [ResponseFault, unknown, boolean][])('fault %j', (fault, status, counted) => {
    const { mailbox, put } = setUp();
    mailbox.faults = ({ attempt }) => (attempt === 0 ? fault : undefined);
    expect([put(GOOD), put(GOOD)]).toEqual([status, 200]);
    expect(mailbox.served.map(served => served.counted)).toEqual([counted, !counted]);
  });
});
