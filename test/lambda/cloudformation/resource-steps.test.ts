import {
  EventInHand, hasAnsweredFailed, mayBeAtWork, repeatedDeletion, Step, stepOf, stepsOf, tellsOf, trailing,
} from '../../../lambda/phone-number-associations/cloudformation/resource-steps';
import { StackEvent } from '../../../lambda/phone-number-associations/cloudformation/stack-event';
import { NOW } from '../support/names';
import { LOGICAL_ID, STACK_ID } from '../support/stack-timeline';

const ID = 'physical-id';

function entry(status: string, more: Partial<StackEvent> = {}): StackEvent {
  return {
    id: status, at: NOW, resourceType: 'Custom::ChimePhoneNumberAssociations', logicalResourceId: LOGICAL_ID, physicalResourceId: ID, status, reason: '', properties: '', ...more,
  };
}

function step(operation: string, more: Partial<Step> = {}): Step {
  return { operation, physicalResourceId: ID, properties: '', index: 0, at: NOW, ...more };
}

function event(requestType: EventInHand['requestType'], more: Partial<EventInHand> = {}): EventInHand {
  return { requestType, logicalResourceId: LOGICAL_ID, physicalResourceId: ID, stackId: STACK_ID, at: NOW, ...more };
}

describe('the steps of a timeline', () => {
  const told = (entries: readonly StackEvent[]) => (
    stepsOf(entries, LOGICAL_ID).map(({ operation, physicalResourceId, index, end }) => [operation, physicalResourceId, index, end?.status])
  );

  test.each<[string, StackEvent[], ReturnType<typeof told>]>([
    ['of no entries are none', [], []],
    ['of another resource are none of ours', [entry('CREATE_IN_PROGRESS', { logicalResourceId: 'Other' })], []],
    ['begin and end', [entry('UPDATE_IN_PROGRESS'), entry('UPDATE_COMPLETE')], [['UPDATE', ID, 0, 'UPDATE_COMPLETE']]],
    [
      'of a creation are entered twice, first without an id, and are one',
      [entry('CREATE_IN_PROGRESS', { physicalResourceId: '' }), entry('CREATE_IN_PROGRESS'), entry('CREATE_COMPLETE')],
      [['CREATE', '', 0, 'CREATE_COMPLETE']],
    ],
    [
      'of updates in a row are each their own',
      [entry('UPDATE_IN_PROGRESS'), entry('UPDATE_FAILED'), entry('UPDATE_IN_PROGRESS')],
      [['UPDATE', ID, 0, 'UPDATE_FAILED'], ['UPDATE', ID, 2, undefined]],
    ],
    [
      'of different operations end each their own',
      [entry('CREATE_IN_PROGRESS'), entry('DELETE_IN_PROGRESS'), entry('CREATE_FAILED')],
      [['CREATE', ID, 0, 'CREATE_FAILED'], ['DELETE', ID, 1, undefined]],
    ],
    [
      'of deletions side by side are told apart by their ids',
      [entry('DELETE_IN_PROGRESS'), entry('DELETE_IN_PROGRESS', { physicalResourceId: 'other' }), entry('DELETE_COMPLETE')],
      [['DELETE', ID, 0, 'DELETE_COMPLETE'], ['DELETE', 'other', 1, undefined]],
    ],
    ['of a rollback are named so', [entry('UPDATE_ROLLBACK_IN_PROGRESS'), entry('UPDATE_ROLLBACK_COMPLETE')], [['ROLLBACK', ID, 0, 'UPDATE_ROLLBACK_COMPLETE']]],
    ['that are skipped end', [entry('DELETE_IN_PROGRESS'), entry('DELETE_SKIPPED')], [['DELETE', ID, 0, 'DELETE_SKIPPED']]],
    ['are not made of states that are not known', [entry('X_UPDATE_IN_PROGRESS'), entry('UPDATE_IN_PROGRESS_X'), entry('REVIEW_IN_PROGRESS')], []],
    ['need a beginning', [entry('UPDATE_COMPLETE')], []],
  ])('%s', (_, entries, expected) => {
    expect(told(entries)).toEqual(expected);
  });
});

describe('the step of an event', () => {
  const near = (millis: number, more: Partial<Step> = {}) => step('UPDATE', { at: NOW + millis, ...more });

  test.each<[string, EventInHand, Step[], number | undefined]>([
    ['is of its operation', event('Update'), [step('CREATE'), step('UPDATE'), step('DELETE')], 1],
    ['of a creation can be an import', event('Create'), [step('UPDATE'), step('IMPORT')], 1],
    ['of an update can be a rollback', event('Update'), [step('ROLLBACK')], 0],
    ['of another operation is none', event('Create'), [step('UPDATE')], undefined],
    ['is the nearest in time', event('Update'), [near(-4_000), near(200), near(3_000)], 1],
    ['is the nearest in time, in whatever order they come', event('Update'), [near(3_000), near(200), near(-4_000)], 1],
    ['counts from the middle of the second of its date', event('Update'), [near(-100), near(1_000)], 1],
    ['can be ten seconds away', event('Update'), [near(10_500)], 0],
    ['cannot be further away', event('Update'), [near(10_501)], undefined],
    ['cannot be further away before either', event('Update'), [near(-9_501)], undefined],
    ['tells its associations', event('Update', { associations: { A: '1' } }), [near(0, { properties: '{"Associations":{"A":"2"}}' }), near(4_000, { properties: '{"Associations":{"A":"1"}}' })], 1],
    ['need not tell them', event('Update', { associations: { A: '1' } }), [near(0, { properties: 'cut o' })], 0],
    ['is found where the event does not tell them', event('Update'), [near(0, { properties: '{"Associations":{"A":"1"}}' })], 0],
    ['of a deletion is of its id', event('Delete'), [step('DELETE', { physicalResourceId: 'other' }), step('DELETE')], 1],
    ['of a deletion can be without an id', event('Delete'), [step('DELETE', { physicalResourceId: '' })], 0],
    ['of an update can have another id', event('Update'), [step('UPDATE', { physicalResourceId: 'other' })], 0],
  ])('%s', (_, inHand, steps, expected) => {
    expect(stepOf(inHand, steps)).toBe(expected === undefined ? undefined : steps[expected]);
  });
});

describe('a deletion that is tried again', () => {
  const failed = (more: Partial<Step> = {}) => step('DELETE', { at: NOW - 60_000, end: entry('DELETE_FAILED', { at: NOW - 30_000 }), ...more });

  test.each<[string, EventInHand, Step[], boolean]>([
    ['follows one that has failed', event('Delete'), [failed()], true],
    ['is no update', event('Update'), [failed()], false],
    ['is of the same id', event('Delete'), [failed({ physicalResourceId: 'other' })], false],
    ['is a deletion', event('Delete'), [failed({ operation: 'UPDATE' })], false],
    ['has the last deletion of its id before it', event('Delete'), [failed(), step('UPDATE'), failed({ physicalResourceId: 'other' })], true],
    ['follows none that was done', event('Delete'), [failed({ end: entry('DELETE_COMPLETE', { at: NOW - 30_000 }) })], false],
    ['follows none that is at work', event('Delete'), [failed({ end: undefined })], false],
    ['cannot come before the failure', event('Delete'), [failed({ end: entry('DELETE_FAILED', { at: NOW + 1 }) })], false],
  ])('%s', (_, inHand, steps, isFound) => {
    expect(repeatedDeletion(inHand, steps)).toEqual(isFound ? { ...failed(), end: undefined } : undefined);
  });
});

describe('what an entry tells', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['is the same', { A: ['1', { B: 'x' }] }, { A: ['1', { B: 'x' }] }, true],
    ['is the same in another order', { A: '1', B: '2' }, { B: '2', A: '1' }, true],
    ['may be a scalar of another type', { A: true, B: 5 }, { A: 'true', B: '5' }, true],
    ['is another value', { A: '1' }, { A: '2' }, false],
    ['has a key less', { A: '1' }, { A: '1', B: '2' }, false],
    ['has another key', { A: '1' }, { B: '1' }, false],
    ['is no structure', 'x', { A: 'x' }, false],
    ['is a structure', { A: 'x' }, 'x', false],
    ['is nothing', null, null, true],
    ['is masked', { A: '****' }, { A: 'secret' }, true],
    ['is masked, with a structure behind it', { A: '****' }, { A: { B: 'secret' } }, true],
    ['only begins like a mask', { A: '*x' }, { A: 'y' }, false],
    ['only ends like a mask', { A: 'x*' }, { A: 'y' }, false],
    ['is a list of one mask', ['****'], 'secret', false],
    ['is a dynamic reference', { A: 'x-{{resolve:ssm:name}}' }, { A: 'x-1' }, true],
  ])('%s', (_, told, actual, expected) => {
    expect(tellsOf(told, actual)).toBe(expected);
  });
});

describe('the end of a step', () => {
  const ANSWER = 'Received response status [FAILED] from custom resource';

  test.each<[string, StackEvent | undefined, { answered: boolean; atWork: boolean }]>([
    ['that has not come', undefined, { answered: false, atWork: true }],
    ['by the answer of the function', entry('UPDATE_FAILED', { reason: ANSWER }), { answered: true, atWork: false }],
    ['by a cancellation', entry('UPDATE_FAILED', { reason: 'Resource update cancelled' }), { answered: false, atWork: true }],
    ['that is a success', entry('UPDATE_COMPLETE'), { answered: false, atWork: false }],
    ['that is a success, whatever it says', entry('UPDATE_COMPLETE', { reason: ANSWER }), { answered: false, atWork: false }],
  ])('%s', (_, end, { answered, atWork }) => {
    expect({ answered: hasAnsweredFailed(step('UPDATE', { end })), atWork: mayBeAtWork(step('UPDATE', { end })) }).toEqual({ answered, atWork });
  });
});

test.each<[number[], number[]]>([[[], []], [[1, 3], []], [[1, 2, 4], [2, 4]], [[2, 1, 4, 6], [4, 6]], [[2, 4], [2, 4]]])('of %j the last even ones in a row are %j', (items, last) => {
  expect(trailing(items, item => item % 2 === 0)).toEqual(last);
});
