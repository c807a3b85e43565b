import { Account, BRANCH, Played, STACK } from './account';
import { Expectation, Places } from './expectation';
import { CALL_ROUTING, OfficeStack, OfficeStackProps } from './office-stack';
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

const ENV = { region: 'us-east-1' };

const [FIRST, SECOND, THIRD, FOURTH] = E164.range('+12065550100', '+12065550103');
const SUPPORT_NUMBERS = E164.range('+12065550120', '+12065550121');
const BRANCH_NUMBER = '+12065550150';
const ALL = [FIRST, SECOND, THIRD, FOURTH, ...SUPPORT_NUMBERS, BRANCH_NUMBER];

/** From the second step on. */
const OFFICE_NUMBERS = [SECOND, THIRD, FOURTH];
const OURS = [...OFFICE_NUMBERS, ...SUPPORT_NUMBERS];

/** Before the first step. */
export function furnish(account: Account): void {
  account.order(ALL.filter(number => number !== BRANCH_NUMBER));
  account.order([BRANCH_NUMBER], BRANCH);
}

/** The numbers that are not where they are at the beginning. */
function placed({ office = [], support = [], branch = [BRANCH_NUMBER] }: Partial<Places>): Places {
  const somewhere = [...office, ...support, ...branch];
  return { office, support, branch, nothing: ALL.filter(number => !somewhere.includes(number)) };
}

/** The example, as it is. */
function deployExample(account: Account, phoneNumbers: string[], connectorRegion: string): Promise<Played> {
  return account.deploy(app => new TelephonyStack(app, STACK, { env: ENV, phoneNumbers, connectorRegion }));
}

/** The example, edited. */
function deployOffice(account: Account, props: Partial<OfficeStackProps> = {}): Promise<Played> {
  return account.deploy(app => new OfficeStack(app, STACK, {
    env: ENV, phoneNumbers: OFFICE_NUMBERS, supportNumbers: SUPPORT_NUMBERS, associationId: 'OfficeNumbers', connectorRegion: 'us-west-2', ...props,
  }));
}

const AT_WORK = placed({ office: OFFICE_NUMBERS, support: SUPPORT_NUMBERS });
const SWAPPED = placed({ office: SUPPORT_NUMBERS, support: OFFICE_NUMBERS });
/** One request for each connector. */
const SWAP_WRITES = 2;

export const STEPS: readonly Step[] = [
  {
    name: 'create',
    story: `examples/typescript/app.ts: a voice connector, and ${FIRST} to ${THIRD} on it`,
    play: account => deployExample(account, [FIRST, SECOND, THIRD], 'us-east-1'),
    expected: { status: 'CREATE_COMPLETE', places: placed({ office: [FIRST, SECOND, THIRD] }) },
  },
  {
    name: 'add, remove, move',
    story: `${FOURTH} comes, ${FIRST} goes, and connectorRegion replaces the connector: ${SECOND} and ${THIRD} move over`,
    play: account => deployExample(account, OFFICE_NUMBERS, 'us-west-2'),
    expected: { status: 'UPDATE_COMPLETE', places: placed({ office: OFFICE_NUMBERS }), uninterrupted: [SECOND, THIRD] },
  },
  {
    name: 'refused number',
    story: `${BRANCH_NUMBER} is to come and ${SECOND} to go, but the branch has ${BRANCH_NUMBER}`,
    play: account => deployExample(account, [THIRD, FOURTH, BRANCH_NUMBER], 'us-west-2'),
    expected: {
      status: 'UPDATE_ROLLBACK_COMPLETE',
      places: placed({ office: OFFICE_NUMBERS }),
      says: [BRANCH_NUMBER, `is on voice connector ${BRANCH.value}`, 'every number is where it was before'],
      uninterrupted: [...OFFICE_NUMBERS, BRANCH_NUMBER],
    },
  },
  {
    name: 'second association',
    story: 'a support desk comes, with a connector and an association of its own, and a check for drift every hour',
    play: account => deployOffice(account, { associationId: 'Numbers' }),
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, uninterrupted: OFFICE_NUMBERS },
  },
  {
    name: 'rename',
    story: 'the construct Numbers is called OfficeNumbers from now on, in one step',
    play: account => deployOffice(account),
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, writes: 0, uninterrupted: OURS },
  },
  {
    name: 'swap',
    story: 'the two associations swap their connectors, also in one step',
    play: account => deployOffice(account, { swapped: true }),
    expected: { status: 'UPDATE_COMPLETE', places: SWAPPED, writes: SWAP_WRITES, uninterrupted: OURS },
  },
  {
    name: 'other failure',
    story: 'they are to swap back, but another resource fails. Numbers move last, so none has been touched',
    play: account => {
      account.failCreationOf(CALL_ROUTING, 'The flow could not be created');
      return deployOffice(account, { callRouting: 'does not wait' });
    },
    expected: { status: 'UPDATE_ROLLBACK_COMPLETE', places: SWAPPED, says: ['The flow could not be created'], requests: 0, uninterrupted: OURS },
  },
  {
    name: 'late failure',
    story: 'again, but now the resource that fails waits for the numbers: they have moved, and go back where they were',
    play: account => {
      account.failCreationOf(CALL_ROUTING, 'The flow could not be created');
      return deployOffice(account, { callRouting: 'waits' });
    },
    expected: {
      status: 'UPDATE_ROLLBACK_COMPLETE', places: SWAPPED, says: ['The flow could not be created'], writes: 2 * SWAP_WRITES, uninterrupted: OURS,
    },
  },
  {
    name: 'killed function',
    story: 'they swap back. The function is killed after its first write, when half is done; Lambda runs it again a minute later',
    play: account => {
      account.killAfterFirstWrite();
      return deployOffice(account);
    },
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, kills: 1, writes: SWAP_WRITES, uninterrupted: OURS },
  },
  {
    name: 'drift',
    story: `somebody has moved ${THIRD} to the branch, and taken ${FOURTH} off. The check puts back what is on nothing, takes nothing from others, and logs`,
    play: account => {
      account.moveByHand(THIRD, BRANCH);
      account.moveByHand(FOURTH);
      return account.checkForDrift();
    },
    expected: {
      status: 'UPDATE_COMPLETE',
      places: placed({ office: [SECOND, FOURTH], support: SUPPORT_NUMBERS, branch: [THIRD, BRANCH_NUMBER] }),
      says: [`"${THIRD}":"on voice connector ${BRANCH.value}"`, '"DriftedPhoneNumbers":2', '"RepairedPhoneNumbers":1'],
      writes: 1,
    },
  },
  {
    name: 'take back',
    story: `a deployment with forceAssociate: true takes ${THIRD} from the branch, and leaves the branch its own number`,
    play: account => deployOffice(account, { forceAssociate: true }),
    expected: { status: 'UPDATE_COMPLETE', places: AT_WORK, uninterrupted: [...OURS, BRANCH_NUMBER] },
  },
  {
    name: 'delete',
    story: 'the connectors can be deleted, because the numbers are off them; the branch keeps its number',
    play: account => account.delete(),
    expected: { status: 'DELETE_COMPLETE', places: placed({}), uninterrupted: [BRANCH_NUMBER] },
  },
];
