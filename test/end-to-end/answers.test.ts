import { Duration } from 'aws-cdk-lib';
import { AssociationSpecs, number, numbers, OFFICE, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { ResponseFault, StackResult, voiceConnector, when } from '../../aws-simulator';
import { RESOURCE_TYPE } from '../../src/contract/properties';

const telephony = useTelephony();

const OFFICE_0_3: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(0, 3) } };
const MAX_BYTES = 4_096;

/** Milliseconds from the first event of the resource to the nth of its results. */
function tookMs({ events }: StackResult): number {
  const own = events.filter(({ type }) => type === RESOURCE_TYPE);
  const started = own.find(({ status }) => status.endsWith('_IN_PROGRESS'))!;
  const ended = own.find(({ status }) => status.endsWith('_COMPLETE') || status.endsWith('_FAILED'))!;
  return ended.time - started.time;
}

describe.each<[string, ResponseFault]>([
  ['is reset', { kind: 'reset' }],
  ['is reset after it has arrived', { kind: 'reset', workDone: true }],
  ['meets 500', { kind: 'status', status: 500 }],
  ['meets 503 after it has arrived', { kind: 'status', status: 503, workDone: true }],
  ['hangs', { kind: 'hang' }],
  ['hangs after it has arrived', { kind: 'hang', workDone: true }],
])('an answer whose PUT %s', (_, fault) => {
  test('is sent again', async () => {
    telephony().order(numbers(0, 3));
    telephony().aws.cloudFormation.responseFaults = ({ attempt }) => attempt < 2 ? fault : undefined;
    await telephony().deployed(telephony().stackOf(OFFICE_0_3));
    await telephony().aws.drain();
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    expect(telephony().aws.cloudFormation.responses.filter(({ counted }) => counted)).toHaveLength(1);
  });

  test('for a whole run is given by the next run, with the same outcome', async () => {
    telephony().order(numbers(0, 3));
    const until = 60_000;
    telephony().aws.cloudFormation.responseFaults = ({ time }) => time < until ? fault : undefined;
    const { status } = await telephony().deploy(telephony().stackOf({ Numbers: { on: OFFICE, numbers: [...numbers(0, 3), number(99)] } }));
    await telephony().aws.drain();
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });
});

test('5,000 refused numbers fit into one answer, of at most 4,096 bytes, which counts and names them', async () => {
  const { status, reasons } = await telephony().deploy(telephony().stackOf({ Numbers: { on: OFFICE, numbers: numbers(0, 4_999) } }));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons[0]).toMatch(/5,?000 of 5,?000 phone numbers/);
  expect(reasons[0]).toContain(number(0));
  const sizes = telephony().aws.cloudFormation.responses.map(({ body }) => Buffer.byteLength(body));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_BYTES);
});

describe('a function that never gets to its answer', () => {
  test.each([
    ['because it is killed every time', () => { telephony().aws.lambda.killWhen = ({ service }) => service === 'chime'; }],
    ['because no answer gets through', () => { telephony().aws.cloudFormation.responseFaults = () => ({ kind: 'reset' }); }],
    ['because the network has no route', () => {
      telephony().aws.chime.faults = () => ({ kind: 'hang' });
      telephony().aws.cloudFormation.faults = () => ({ kind: 'hang' });
      telephony().aws.cloudFormation.responseFaults = () => ({ kind: 'hang' });
    }],
  ])('%s fails the stack after the service timeout, not after an hour', async (_, breakIt) => {
    telephony().order(numbers(0, 3));
    breakIt();
    const result = await telephony().deploy(telephony().stackOf(OFFICE_0_3));
    expect(result.status).toMatch(/^ROLLBACK_/);
    expect(tookMs(result)).toBeGreaterThanOrEqual(1_140_000);
    expect(tookMs(result)).toBeLessThan(1_142_000);
  });

  test('waits as long as a time of its own says: three runs and four minutes', async () => {
    telephony().order(numbers(0, 3));
    telephony().aws.lambda.killWhen = ({ service }) => service === 'chime';
    const result = await telephony().deploy(telephony().association({ timeout: Duration.seconds(60) }));
    expect(tookMs(result)).toBeGreaterThanOrEqual(420_000);
    expect(tookMs(result)).toBeLessThan(422_000);
  });
});

test.each([1, 1_000])('one of %d numbers that is in use elsewhere is told within 12 seconds', async count => {
  telephony().order(numbers(0, count - 1));
  telephony().aws.chime.associate(number(count - 1), voiceConnector(STRANGER));
  const result = await telephony().deploy(telephony().stackOf({ Numbers: { on: OFFICE, numbers: numbers(0, count - 1) } }));
  expect(result.status).toBe('ROLLBACK_COMPLETE');
  expect(result.reasons[0]).toContain(`: ${number(count - 1)} (PhoneNumberAssociationsExist`);
  expect(result.reasons[0]).toContain(`voice connector ${STRANGER}`);
  expect(tookMs(result)).toBeLessThanOrEqual(12_000);
});

test('an event that CloudFormation has given up on changes nothing', async () => {
  telephony().order(numbers(0, 3));
  telephony().aws.lambda.delayEvents(({ event }) => event === telephony().aws.lambda.events[0].event ? 1_141_000 : 0);
  const { status, reasons } = await telephony().deploy(telephony().stackOf(OFFICE_0_3));
  await telephony().aws.drain();
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons).toHaveLength(1);
  expect(telephony().writes()).toBe(0);
});

test('no run writes after the service timeout, also when each hangs at its first write', async () => {
  telephony().order(numbers(0, 3));
  telephony().aws.chime.faults = when(({ operation }) => operation === 'Associate', { kind: 'hang' });
  const result = await telephony().deploy(telephony().stackOf(OFFICE_0_3));
  await telephony().aws.drain();
  const [started] = telephony().aws.stack(STACK_NAME).events.filter(({ type }) => type === RESOURCE_TYPE);
  expect(result.status).toBe('ROLLBACK_COMPLETE');
  const writes = telephony().aws.chime.requests.filter(({ operation }) => operation === 'Associate');
  expect(Math.max(...writes.map(({ time }) => time - started.time))).toBeLessThan(1_140_000);
});
