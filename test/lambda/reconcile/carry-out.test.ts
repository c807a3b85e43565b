import { Plan } from '../../../lambda/phone-number-associations/model/plan';
import { UndoLog } from '../../../lambda/phone-number-associations/model/undo-log';
import { carryOut, CarryOutOptions } from '../../../lambda/phone-number-associations/reconcile/carry-out';
import { FakeChime, serviceError } from '../support/fake-chime';
import { CONNECTOR, FOUR, GROUP, NOW, ONE, OTHER_CONNECTOR, spec, THREE, TWO } from '../support/names';
import { phaseOn } from '../support/phase';

const HERE = spec(CONNECTOR, [ONE, TWO], { path: 'Here' });
const THERE = spec(OTHER_CONNECTOR, [THREE, FOUR], { path: 'There' });
const EMPTY: Plan = { associate: [], take: [], disassociate: [], leave: [] };

async function carry(plan: Partial<Plan>, chime: FakeChime, options: Partial<CarryOutOptions> = {}) {
  const { phase, recorder } = phaseOn(chime);
  const undoLog = new UndoLog();
  const failures = await carryOut({ ...EMPTY, ...plan }, phase, undoLog, {
    mayTake: () => false, consistentAt: NOW, ownerAppearsWithinMillis: 0, disassociateAfterFailure: false, ...options,
  });
  return { failures, undoLog, recorder };
}

const associate = (phoneNumber: string, to = HERE) => ({ phoneNumber, to });
const disassociate = (phoneNumber: string, from = HERE) => ({ phoneNumber, from });

test('logs what it is about to do, and why numbers stay', async () => {
  const leave = [{ phoneNumber: ONE, why: 'retained' as const }, { phoneNumber: TWO, why: 'retained' as const }];
  const { recorder } = await carry({ leave }, new FakeChime());
  expect(recorder.of('plan')).toEqual([{ step: 'plan', associate: 0, take: 0, disassociate: 0, leave: 2 }]);
  expect(recorder.of('leave')).toEqual([{ step: 'leave', why: 'retained', count: 2, e164PhoneNumbers: [ONE, TWO] }]);
});

test('logs numbers that stay for different reasons apart', async () => {
  const older = 'was there before, as far as the times of associations tell' as const;
  const leave = [{ phoneNumber: ONE, why: 'retained' as const }, { phoneNumber: TWO, why: older }, { phoneNumber: THREE, why: older }];
  const { recorder } = await carry({ leave }, new FakeChime());
  expect(recorder.of('leave')).toMatchObject([{ why: 'retained', e164PhoneNumbers: [ONE] }, { why: older, e164PhoneNumbers: [TWO, THREE] }]);
});

test('takes and associates for one owner in one go, owner by owner, and lets go at the end', async () => {
  const chime = new FakeChime().has([ONE], GROUP).has([TWO, FOUR]).has([THREE], OTHER_CONNECTOR);
  const { failures, undoLog } = await carry({
    take: [{ ...associate(ONE), from: spec(GROUP, [ONE]) }],
    associate: [associate(FOUR, THERE), associate(TWO)],
    disassociate: [disassociate(THREE, THERE)],
  }, chime);
  expect(failures).toEqual([]);
  expect(chime.writes().map(({ operation, force, phoneNumbers }) => [operation, force, ...phoneNumbers])).toEqual([
    ['associate', true, ONE], ['associate', false, TWO], ['associate', false, FOUR], ['disassociate', undefined, THREE],
  ]);
  expect(undoLog.associated.phoneNumbers()).toEqual([ONE, TWO, FOUR]);
  expect(undoLog.disassociated.phoneNumbers()).toEqual([THREE]);
});

test.each([[false, OTHER_CONNECTOR], [true, undefined]])('after a failure, numbers leave: %s', async (disassociateAfterFailure, holder) => {
  const chime = new FakeChime().lacks(ONE).has([THREE], OTHER_CONNECTOR);
  const { failures } = await carry({ associate: [associate(ONE)], disassociate: [disassociate(THREE, THERE)] }, chime, { disassociateAfterFailure });
  expect(failures).toMatchObject([{ phoneNumber: ONE }]);
  expect(chime.holderOf(THREE)).toEqual(holder);
});

test('an owner that does not exist fails its numbers, and no others', async () => {
  const chime = new FakeChime().has([ONE, TWO, FOUR]).lacksOwner(CONNECTOR);
  const { failures } = await carry({ associate: [associate(ONE), associate(TWO), associate(FOUR, THERE)] }, chime);
  expect(failures).toMatchObject([ONE, TWO].map(phoneNumber => ({ phoneNumber, code: 'NotFound', target: CONNECTOR, ownerMissing: true })));
  expect(chime.holderOf(FOUR)).toEqual(OTHER_CONNECTOR);
});

test('whatever else goes wrong is thrown', async () => {
  const chime = new FakeChime().lacks(ONE);
  chime.whenever({ operation: 'get' }).throws(serviceError('refused', 'Gone'));
  await expect(carry({ associate: [associate(ONE)] }, chime)).rejects.toMatchObject({ code: 'Gone' });
});
