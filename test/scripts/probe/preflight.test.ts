import { NUMBERS, SimulatedRun, STRANGE, Task } from './support/simulated-run';
import { CALLER_ROLE, voiceConnector, voiceConnectorGroup } from '../../../aws-simulator';


function writesOf({ chime }: SimulatedRun): number {
  const { Associate: associations, Disassociate: disassociations } = chime.counts();
  return associations + disassociations;
}

const MISSING = 'nobodynobodynobodynob';

test.each<readonly [string, (run: SimulatedRun) => void, Partial<Task>, string]>([
  ['a number on a connector', ({ chime }) => chime.associate(NUMBERS[1], voiceConnector(STRANGE)), {}, `${NUMBERS[1]} is in use: it is on VoiceConnectorId ${STRANGE}. Name numbers that are on nothing.`],
  ['a number on a group', ({ chime }) => chime.associate(NUMBERS[1], voiceConnectorGroup(STRANGE)), {}, `${NUMBERS[1]} is in use: it is on VoiceConnectorGroupId`],
  ['a number of a SIP rule', ({ chime }) => chime.associate(NUMBERS[1], { kind: 'SipRuleId', value: 'rule' }), {}, `${NUMBERS[1]} is in use: it is on SipRuleId rule.`],
  ['a number on the named connector itself', ({ chime }) => chime.associate(NUMBERS[1], voiceConnector('abcdefghijklmnopqrstu')), {}, `${NUMBERS[1]} is in use`],
  ['a number of another account', ({ chime }) => chime.release(NUMBERS[1]), {}, `${NUMBERS[1]} is not a number of this account and region.`],
  ['a number of another product', ({ chime }) => chime.order(NUMBERS[1], { productType: 'SipMediaApplicationDialIn' }), {}, `${NUMBERS[1]} has product type SipMediaApplicationDialIn: only VoiceConnector numbers can be associated.`],
  ['a number that is being acquired', ({ chime }) => chime.order(NUMBERS[1], { acquiredAt: Infinity }), {}, `${NUMBERS[1]} has status AcquireInProgress: the probe takes only numbers that are Unassigned.`],
  ['a connector that does not exist', () => undefined, { voiceConnectorId: MISSING }, `Voice connector ${MISSING} does not exist in this account and region.`],
  ['another connector that does not exist', () => undefined, { otherVoiceConnectorId: MISSING }, `Voice connector ${MISSING} does not exist in this account and region.`],
  ['credentials that may not read', ({ account }) => account.iam.putPolicy(CALLER_ROLE, 'Nothing', { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }), {}, `${NUMBERS[0]} cannot be read: HTTP 403 AccessDenied: User: ${CALLER_ROLE} is not authorized`],
])('%s is refused before anything is written', async (_, prepare, task, reason) => {
  const run = await SimulatedRun.open();
  prepare(run);
  const confirm = jest.fn();
  await expect(run.probe(task, confirm)).rejects.toMatchObject({ name: 'RefusedError', message: expect.stringMatching(/^Nothing was written\./) });
  await expect(run.probe(task, confirm)).rejects.toThrow(reason);
  expect(confirm).not.toHaveBeenCalled();
  expect(writesOf(run)).toBe(0);
  expect(run.storage.text).toBeUndefined();
});

test('every reason is told at once', async () => {
  const run = await SimulatedRun.open();
  run.chime.release(NUMBERS[0]);
  run.chime.associate(NUMBERS[1], voiceConnector(STRANGE));
  await expect(run.probe()).rejects.toThrow(new RegExp(`\\${NUMBERS[0]} is not a number[^]*\\${NUMBERS[1]} is in use`));
});

test('the plan is shown, and without a yes nothing is written', async () => {
  const run = await SimulatedRun.open();
  const plans: string[] = [];
  await expect(run.probe({ rate: true, stack: 'Office' }, async plan => plans.push(plan) === 0)).resolves.toBeUndefined();
  expect(writesOf(run)).toBe(0);
  expect(run.storage.text).toBeUndefined();
  expect(plans).toEqual([expect.stringContaining(`5 numbers that are on nothing: ${NUMBERS.join(', ')}`)]);
  expect(plans[0].match(/^ {2}[a-z-]+(?=:)/gm)?.map(step => step.trim())).toEqual([
    'arn-region', 'list-of-unknown-owner', 'disassociate-absent', 'read-lag', 'associate-again', 'elsewhere', 'largest-batch', 'request-rate', 'stack-events',
  ]);
});
