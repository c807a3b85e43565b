import { CfnParameter } from 'aws-cdk-lib';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { AssociationSpec, AssociationSpecs, BRANCH, GROUP, number, numbers, OFFICE, STRANGER, useTelephony } from './telephony';
import { voiceConnector } from '../../aws-simulator';
import { PhoneNumberAssociationProvider, VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

interface Move {
  readonly name: string;
  readonly before: AssociationSpecs;
  readonly after: AssociationSpecs;
  /** Each owner that numbers move to is one request with force. */
  readonly forcedOnto: readonly string[];
}

const OFFICE_0_3: AssociationSpec = { on: OFFICE, numbers: numbers(0, 3) };

/** A few numbers beside more than 3,000 characters of others. */
const BESIDE = { Beside: { on: STRANGER, numbers: numbers(100, 399) } };

const MOVES: readonly Move[] = [
  { name: 'renamed', before: { Old: OFFICE_0_3 }, after: { New: OFFICE_0_3 }, forcedOnto: [] },
  { name: 'renamed beside 300 others', before: { Old: OFFICE_0_3, ...BESIDE }, after: { New: OFFICE_0_3, ...BESIDE }, forcedOnto: [] },
  {
    name: 'split',
    before: { All: OFFICE_0_3 },
    after: { One: { on: OFFICE, numbers: numbers(0, 1) }, Other: { on: BRANCH, numbers: numbers(2, 3) } },
    forcedOnto: [BRANCH],
  },
  {
    name: 'joined',
    before: { One: { on: OFFICE, numbers: numbers(0, 1) }, Other: { on: BRANCH, numbers: numbers(2, 3) } },
    after: { All: OFFICE_0_3 },
    forcedOnto: [OFFICE],
  },
  {
    name: 'swapped',
    before: { One: { on: OFFICE, numbers: numbers(0, 1) }, Other: { on: BRANCH, numbers: numbers(2, 3) } },
    after: { One: { on: OFFICE, numbers: numbers(2, 3) }, Other: { on: BRANCH, numbers: numbers(0, 1) } },
    forcedOnto: [OFFICE, BRANCH],
  },
  {
    name: 'handed from one association to another',
    before: { One: { on: OFFICE, numbers: numbers(0, 2) }, Other: { on: BRANCH, numbers: [number(3)] } },
    after: { One: { on: OFFICE, numbers: [number(0)] }, Other: { on: BRANCH, numbers: numbers(1, 3) } },
    forcedOnto: [BRANCH],
  },
  { name: 'moved to another connector', before: { All: OFFICE_0_3 }, after: { All: { ...OFFICE_0_3, on: BRANCH } }, forcedOnto: [BRANCH] },
  { name: 'moved to a new association of another connector', before: { Old: OFFICE_0_3 }, after: { New: { ...OFFICE_0_3, on: BRANCH } }, forcedOnto: [BRANCH] },
  { name: 'moved to a group', before: { All: OFFICE_0_3 }, after: { Hotline: { ...OFFICE_0_3, on: GROUP } }, forcedOnto: [GROUP] },
  { name: 'moved from a group', before: { Hotline: { ...OFFICE_0_3, on: GROUP } }, after: { All: OFFICE_0_3 }, forcedOnto: [OFFICE] },
  {
    name: 'moved to another region',
    before: { All: OFFICE_0_3 },
    after: { All: { on: BRANCH, numbers: numbers(0, 3), region: 'eu-central-1' } },
    forcedOnto: [BRANCH],
  },
];

function numbersOf(specs: AssociationSpecs): string[] {
  return Object.values(specs).flatMap(spec => spec.numbers);
}

function expectDeclared(specs: AssociationSpecs): void {
  const declared = Object.values(specs).flatMap(spec => spec.numbers.map(phoneNumber => [phoneNumber, spec.on]));
  expect(telephony().owners()).toEqual(Object.fromEntries(declared));
}

/** Owners onto which numbers were forced since then, sorted. */
function forcedSince(time: number): (string | undefined)[] {
  return telephony().requestsSince(time).filter(({ force }) => force).map(({ owner }) => owner?.value).sort();
}

describe.each(MOVES)('numbers that are $name', ({ before, after, forcedOnto }) => {
  beforeEach(async () => {
    telephony().order(numbersOf(before));
    await telephony().deployed(telephony().stackOf(before));
  });

  test('are never on nothing, and moved with one forced request per owner', async () => {
    const start = telephony().now();
    await telephony().deployed(telephony().stackOf(after));
    expectDeclared(after);
    expect(telephony().unownedSince(start, numbersOf(after))).toEqual([]);
    expect(forcedSince(start)).toEqual(forcedOnto);
    expect(telephony().requestsSince(start).filter(({ operation }) => operation === 'Disassociate')).toEqual([]);
  });

  test('go back without a gap when another resource fails after them', async () => {
    const start = telephony().now();
    const { status } = await telephony().deploy(telephony().stackFailingLast(after));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expectDeclared(before);
    expect(telephony().unownedSince(start, numbersOf(before))).toEqual([]);
  });
});

test('an update that only renames sends no write, and neither does its rollback', async () => {
  telephony().order(numbers(0, 3));
  await telephony().deployed(telephony().stackOf({ Old: OFFICE_0_3 }));
  const writes = telephony().writes();
  expect((await telephony().deploy(telephony().stackFailingLast({ New: OFFICE_0_3 }))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  await telephony().deployed(telephony().stackOf({ New: OFFICE_0_3 }));
  expect(telephony().writes()).toBe(writes);
});

describe('a list from a parameter', () => {
  function parameters(id: string): CloudFormationStackArtifact {
    return telephony().synthesize(stack => {
      const e164PhoneNumbers = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
      const voiceConnectorId = new CfnParameter(stack, 'Connector').valueAsString;
      new VoiceConnectorPhoneNumberAssociation(stack, id, { voiceConnectorId, e164PhoneNumbers });
    });
  }
  const List = numbers(0, 3).join();

  beforeEach(() => telephony().order(numbers(0, 3)));

  test('is renamed, and its connector is another one, without a gap', async () => {
    await telephony().deployed(parameters('Old'), { List, Connector: OFFICE });
    const start = telephony().now();
    await telephony().deployed(parameters('New'), { List, Connector: BRANCH });
    expect(telephony().on(BRANCH)).toEqual(numbers(0, 3));
    expect(telephony().unownedSince(start, numbers(0, 3))).toEqual([]);
    expect(forcedSince(start)).toEqual([BRANCH]);
  });

  test('takes over from a literal one, the connector now spelled as a parameter, without a write', async () => {
    await telephony().deployed(telephony().stackOf({ Old: OFFICE_0_3 }));
    const writes = telephony().writes();
    await telephony().deployed(parameters('New'), { List, Connector: `arn:aws:chime:us-east-1:111122223333:vc/${OFFICE}` });
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    expect(telephony().writes()).toBe(writes);
  });
});

describe('a provider of its own', () => {
  const withProvider = (specs: AssociationSpecs, id?: string) => telephony().stackOf(specs, stack => {
    if (id) new PhoneNumberAssociationProvider(stack, id);
  });

  test.each([
    ['added', undefined, 'Own'],
    ['moved', 'Own', 'Other'],
    ['dropped', 'Own', undefined],
  ])('is %s together with a rename and a move, without a gap', async (_, before, after) => {
    telephony().order(numbers(0, 3));
    await telephony().deployed(withProvider({ Old: OFFICE_0_3 }, before));
    const start = telephony().now();
    await telephony().deployed(withProvider({ New: { ...OFFICE_0_3, on: BRANCH } }, after));
    expect(telephony().on(BRANCH)).toEqual(numbers(0, 3));
    expect(telephony().unownedSince(start, numbers(0, 3))).toEqual([]);
    expect(forcedSince(start)).toEqual([BRANCH]);
  });
});

test('only what is on its old owner is forced: what somebody has taken by hand fails the move, by name', async () => {
  telephony().order(numbers(0, 3));
  await telephony().deployed(telephony().stackOf({ Old: OFFICE_0_3 }));
  telephony().aws.chime.associate(number(2), voiceConnector(STRANGER));
  const before = telephony().owners();
  const { status, reasons } = await telephony().deploy(telephony().stackOf({ New: { ...OFFICE_0_3, on: BRANCH } }));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain(number(2));
  expect(reasons[0]).toContain(STRANGER);
  expect(telephony().owners()).toEqual(before);
});

test.each([
  ['taken off', () => telephony().aws.chime.disassociate(number(2))],
  ['put where they go', () => telephony().aws.chime.associate(number(2), voiceConnector(BRANCH))],
])('numbers that were %s by hand arrive with the others', async (_, byHand) => {
  telephony().order(numbers(0, 3));
  await telephony().deployed(telephony().stackOf({ All: OFFICE_0_3 }));
  byHand();
  await telephony().deployed(telephony().stackOf({ All: { ...OFFICE_0_3, on: BRANCH } }));
  expect(telephony().on(BRANCH)).toEqual(numbers(0, 3));
});
