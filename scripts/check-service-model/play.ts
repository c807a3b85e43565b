import { Duration, Stack } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { EXCEPTIONS } from './exceptions';
import { Exchange, recordExchanges } from './exchange';
import { Behaviour, Fault, inTurn, Owner, SimulatedAccount, StackStatus, voiceConnector, voiceConnectorGroup, when } from '../../aws-simulator';
import { CloudAssemblies } from '../../aws-simulator/testing';
import { E164, VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation } from '../../src';

const STACK = 'Telephony';
const OFFICE = 'abcdef1ghij2klmno3pqr4';
const BRANCH = 'branch1ghij2klmno3pqr4';
const STRANGER = 'strang1ghij2klmno3pqr4';
const GROUP = '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
const SIP_RULE: Owner = { kind: 'SipRuleId', value: '5e6f1a2b-3c4d-4a8b-9c0d-1e2f3a4b5c6d' };

const OURS = E164.range('+12065550100', '+12065550219');
const [TAKEN, DIALLED_IN, OF_SIP_RULE, IN_PROGRESS, UNKNOWN] = E164.range('+12065550300', '+12065550304');

/** Answers that nobody outside AWS knows: each has to be one that the model allows. */
const BEHAVIOURS: ReadonlyArray<Partial<Behaviour>> = [
  {},
  { noErrors: 'absent', phoneNumberId: 'plain', statusOfAssociated: 'Assigned', associatedTimestamp: 'seconds', disassociateAbsent: 'Conflict' },
  { noErrors: 'null', associatedTimestamp: 'absent', associateAgain: 'PhoneNumberAssociationsExist', wrongProductType: 'BadRequest', largestBatch: 10 },
  { listOfUnknownOwner: 'NotFound', associateAgain: 'Conflict', disassociateAbsent: 'BadRequest', associatedTimestampOfRepetition: 'renewed' },
];

/** What a stack declares: numbers by owner. */
interface Declared {
  readonly office?: readonly string[];
  readonly branch?: readonly string[];
  readonly group?: readonly string[];
  readonly force?: boolean;
}

type Synthesize = (declared: Declared) => CloudFormationStackArtifact;

/** Synthesizes each stack once: all lives have the same. */
function synthesizer(assemblies: CloudAssemblies): Synthesize {
  const synthesized = new Map<string, CloudFormationStackArtifact>();
  return declared => {
    const key = JSON.stringify(declared);
    const artifact = synthesized.get(key) ?? assemblies.synthesizeStack(STACK, stack => declare(stack, declared));
    synthesized.set(key, artifact);
    return artifact;
  };
}

/** Has stacks of the shipped bundle live in the simulated account: the same life with each behaviour, and one full of exceptions. */
export async function recordLives(): Promise<readonly Exchange[]> {
  const aws = await SimulatedAccount.start({ seed: 1 });
  const assemblies = new CloudAssemblies();
  const synthesize = synthesizer(assemblies);
  const exchanges: Exchange[] = [];
  try {
    for (const behaviour of BEHAVIOURS) {
      aws.reset({ cold: true });
      exchanges.push(...await recordLife(aws, synthesize, behaviour));
    }
    aws.reset({ cold: true });
    exchanges.push(...await recordExceptions(aws, synthesize));
  } finally {
    await aws.stop();
    assemblies.delete();
  }
  return exchanges;
}

async function recordLife(aws: SimulatedAccount, synthesize: Synthesize, behaviour: Partial<Behaviour>): Promise<readonly Exchange[]> {
  populate(aws);
  aws.chime.behave(behaviour);
  const exchanges = recordExchanges(aws);
  const stack = aws.stack(STACK);
  const deploy = async (declared: Declared, expected: StackStatus = 'UPDATE_COMPLETE') => {
    const { status } = await stack.deploy(synthesize(declared));
    if (status !== expected) throw new Error(`The deployment of ${JSON.stringify(declared)} has ended in ${status}, expected ${expected}`);
  };
  await deploy({ office: OURS }, 'CREATE_COMPLETE');
  await deploy({ office: OURS.slice(0, 60), branch: OURS.slice(60) });
  await deploy({ office: OURS.slice(0, 60), group: OURS.slice(60) });
  aws.chime.disassociate(OURS[0]);
  await stack.fire(stack.resourcesOfType('AWS::Scheduler::Schedule')[0].logicalId);
  for (const refused of [TAKEN, DIALLED_IN, OF_SIP_RULE, IN_PROGRESS, UNKNOWN]) {
    await deploy({ office: [...OURS.slice(0, 50), refused] }, 'UPDATE_ROLLBACK_COMPLETE');
  }
  await deploy({ office: [...OURS.slice(0, 50), TAKEN], force: true });
  aws.cloudFormation.faults = ({ index }) => index % 2 === 0 ? { kind: 'exception', code: 'Throttling' } : undefined;
  await deploy({ office: OURS.slice(0, 10) });
  await stack.delete();
  return exchanges;
}

function populate({ chime }: SimulatedAccount): void {
  for (const id of [OFFICE, BRANCH, STRANGER]) chime.create(voiceConnector(id));
  chime.create(voiceConnectorGroup(GROUP));
  for (const number of OURS) chime.order(number);
  chime.order(TAKEN, { owner: voiceConnector(STRANGER) });
  chime.order(DIALLED_IN, { productType: 'SipMediaApplicationDialIn' });
  chime.order(OF_SIP_RULE, { owner: SIP_RULE });
  chime.order(IN_PROGRESS, { acquiredAt: Infinity });
}

function declare(stack: Stack, { office = [], branch = [], group = [], force }: Declared): void {
  const connectors = Object.entries({ Office: [OFFICE, office], Branch: [BRANCH, branch] } as const);
  for (const [id, [voiceConnectorId, numbers]] of connectors) {
    if (numbers.length === 0) continue;
    new VoiceConnectorPhoneNumberAssociation(stack, id, { voiceConnectorId, e164PhoneNumbers: [...numbers], forceAssociate: force })
      .detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)), repair: true });
  }
  if (group.length > 0) new VoiceConnectorGroupPhoneNumberAssociation(stack, 'Group', { voiceConnectorGroupId: GROUP, e164PhoneNumbers: [...group] });
}

/** Meets each exception once with each operation: what the bundle makes of it is tested elsewhere. */
async function recordExceptions(aws: SimulatedAccount, synthesize: Synthesize): Promise<readonly Exchange[]> {
  populate(aws);
  const exchanges = recordExchanges(aws);
  // Its calls are in the other lives, and their long answers take long to look at.
  aws.cloudFormation.onServed = undefined;
  const few = synthesize({ office: OURS.slice(0, 2), group: OURS.slice(4, 6) });
  const many = synthesize({ office: OURS.slice(2, 50), group: OURS.slice(50, 90) });
  for (const operation of ['Associate', 'Disassociate', 'List'] as const) {
    for (const [index, code] of EXCEPTIONS.entries()) {
      const fault = inTurn<Fault>({ kind: 'exception', code, onlyInBody: index % 2 === 1 });
      aws.chime.faults = when(call => call.operation === operation, fault);
      for (const stack of [many, few]) await aws.stack(STACK).deploy(stack);
    }
  }
  return exchanges;
}
