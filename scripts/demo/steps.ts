import { join } from 'node:path';
import { App, RemovalPolicy } from 'aws-cdk-lib';
import { Account, BRANCH, GROUP, OFFICE_STACK, Played } from './account';
import { Expectation, Places } from './expectation';
import { OfficeStack, OfficeStackProps } from './office-stack';
import { CallCenterStack } from '../../examples/typescript/call-center-stack';
import { TelephonyStack } from '../../examples/typescript/telephony-stack';
import { E164 } from 'cdk-chime-phone-number-association';

export interface Step {
  /** In the table. */
  readonly name: string;
  /** Tells what is about to be done. */
  readonly story: string;
  readonly play: (account: Account) => Promise<Played>;
  readonly expected: Expectation;
}

const CALL_CENTER_STACK = 'CallCenter';
const ENV = { region: 'us-east-1' };

const [FIRST, SECOND, THIRD, ADDED] = E164.range('+12065550100', '+12065550103');
const BRANCH_NUMBER = '+12065550150';
// As in the example's call-center.ts.
const CALL_CENTER_NUMBERS = [
  ...E164.range('+12065550110', '+12065550119'),
  ...E164.fromFile(join(__dirname, '..', '..', 'examples', 'typescript', 'numbers.csv')),
];

/** Before the first step. */
export function furnish(account: Account): void {
  account.order([FIRST, SECOND, THIRD, ADDED, ...CALL_CENTER_NUMBERS]);
  account.order([BRANCH_NUMBER], BRANCH);
}

/** The numbers that are not where they are at the beginning. */
function placed({ office = [], branch = [BRANCH_NUMBER], elsewhere = [] }: Partial<Places>): Places {
  const all = [FIRST, SECOND, THIRD, ADDED, BRANCH_NUMBER, ...CALL_CENTER_NUMBERS];
  const somewhere = [...office, ...branch, ...elsewhere];
  return { office, branch, elsewhere, nothing: all.filter(number => !somewhere.includes(number)) };
}

/** The example, as it is. */
function deployExample(account: Account, phoneNumbers: string[], connectorRegion: string): Promise<Played> {
  return account.deploy(OFFICE_STACK, (app: App) => new TelephonyStack(app, OFFICE_STACK, { env: ENV, phoneNumbers, connectorRegion }));
}

/** The example, edited. */
function deployOffice(account: Account, props: Partial<OfficeStackProps> = {}): Promise<Played> {
  return account.deploy(OFFICE_STACK, (app: App) => new OfficeStack(app, OFFICE_STACK, {
    env: ENV, phoneNumbers: OFFICE_NUMBERS, connectorRegion: 'us-west-2', ...props,
  }));
}

/** From the second step on. */
const OFFICE_NUMBERS = [SECOND, THIRD, ADDED];
const AT_WORK = placed({ office: OFFICE_NUMBERS });
const WITH_CALL_CENTER = placed({ office: OFFICE_NUMBERS, elsewhere: CALL_CENTER_NUMBERS });

export const STEPS: readonly Step[] = [
  {
    name: 'create',
    story: `examples/typescript/app.ts: a voice connector, and ${FIRST} to ${THIRD} on it`,
    play: account => deployExample(account, [FIRST, SECOND, THIRD], 'us-east-1'),
    expected: { status: 'CREATE_COMPLETE', places: placed({ office: [FIRST, SECOND, THIRD] }) },
  },
  {
    name: 'add, remove, move',
    story: `${ADDED} comes, ${FIRST} goes, and connectorRegion replaces the connector: ${SECOND} and ${THIRD} move over`,
    play: account => deployExample(account, OFFICE_NUMBERS, 'us-west-2'),
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, uninterrupted: [SECOND, THIRD] },
  },
  {
    name: 'update that fails',
    story: `${BRANCH_NUMBER} is to come and ${SECOND} to go, but the branch has ${BRANCH_NUMBER}`,
    play: account => deployExample(account, [THIRD, ADDED, BRANCH_NUMBER], 'us-west-2'),
    expected: {
      status: 'UPDATE_ROLLBACK_COMPLETE',
      places: AT_WORK,
      says: [BRANCH_NUMBER, `is on voice connector ${BRANCH.value}`, 'every number is where it was before'],
      uninterrupted: OFFICE_NUMBERS,
    },
  },
  {
    name: 'turn on detectDrift',
    story: 'the author adds a schedule that runs the same function',
    play: account => deployOffice(account),
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, onlyReads: true, uninterrupted: OFFICE_NUMBERS },
  },
  {
    name: 'look for drift',
    story: `somebody has moved ${THIRD} to the branch in the console. The schedule fires, and the function logs`,
    play: account => {
      account.moveByHand(THIRD, BRANCH);
      return account.lookForDrift(OFFICE_STACK);
    },
    expected: {
      status: 'UPDATE_COMPLETE',
      places: placed({ office: [SECOND, ADDED], branch: [THIRD, BRANCH_NUMBER] }),
      says: [`"${THIRD}":"on voice connector ${BRANCH.value}"`, '"DriftedPhoneNumbers":1'],
      onlyReads: true,
    },
  },
  {
    name: 'repair by force',
    story: 'a deployment with forceAssociate: true takes it back',
    play: account => deployOffice(account, { forceAssociate: true }),
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, uninterrupted: OFFICE_NUMBERS },
  },
  {
    name: 'force no more',
    story: 'a deployment without forceAssociate finds everything in place',
    play: account => deployOffice(account),
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, onlyReads: true, uninterrupted: OFFICE_NUMBERS },
  },
  {
    name: 'create a group',
    story: 'examples/typescript/call-center.ts: E164.range and E164.fromFile, on a voice connector group',
    play: account => account.deploy(CALL_CENTER_STACK, (app: App) => new CallCenterStack(app, CALL_CENTER_STACK, {
      env: ENV, voiceConnectorGroupId: GROUP.value, phoneNumbers: CALL_CENTER_NUMBERS,
    })),
    expected: { status: 'CREATE_COMPLETE', places: WITH_CALL_CENTER },
  },
  {
    name: 'rename, part one',
    story: 'the construct Numbers is to be called OfficeNumbers. First deployment: removalPolicy RETAIN',
    play: account => deployOffice(account, { removalPolicy: RemovalPolicy.RETAIN }),
    expected: { status: 'UPDATE_COMPLETE', places: WITH_CALL_CENTER, onlyReads: true, uninterrupted: OFFICE_NUMBERS },
  },
  {
    name: 'rename, part two',
    story: 'second deployment: the new name, without the policy',
    play: account => deployOffice(account, { associationId: 'OfficeNumbers' }),
    expected: { status: 'UPDATE_COMPLETE', places: WITH_CALL_CENTER, uninterrupted: OFFICE_NUMBERS },
  },
  {
    name: 'delete the office',
    story: 'the connector can be deleted, because the numbers are off it',
    play: account => account.delete(OFFICE_STACK),
    expected: { status: 'DELETE_COMPLETE', places: placed({ elsewhere: CALL_CENTER_NUMBERS }), uninterrupted: CALL_CENTER_NUMBERS },
  },
  {
    name: 'delete the call center',
    story: 'the branch keeps its number all along',
    play: account => account.delete(CALL_CENTER_STACK),
    expected: { status: 'DELETE_COMPLETE', places: placed({}), uninterrupted: [BRANCH_NUMBER] },
  },
];
