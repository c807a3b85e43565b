import { byPlacement, describeOwner, Owner, OwnerKind, sameOwner } from '../../../lambda/phone-number-associations/model/owner';
import { CONNECTOR, GROUP, OTHER_CONNECTOR, OTHER_REGION, REGION, SIP_RULE } from '../support/names';

test.each<[string, Owner | undefined, Owner | undefined, boolean]>([
  ['itself', CONNECTOR, { ...CONNECTOR }, true],
  ['another connector', CONNECTOR, OTHER_CONNECTOR, false],
  ['a group with the same id', CONNECTOR, { ...GROUP, id: CONNECTOR.id }, false],
  ['nobody', CONNECTOR, undefined, false],
  ['nobody, from nobody', undefined, undefined, false],
])('sameOwner tells a connector from %s', (_, one, other, same) => {
  expect(sameOwner(one, other)).toBe(same);
  expect(sameOwner(other, one)).toBe(same);
});

test.each<[Owner, string]>([
  [CONNECTOR, `voice connector ${CONNECTOR.id}`],
  [GROUP, `voice connector group ${GROUP.id}`],
  [SIP_RULE, `SIP rule ${SIP_RULE.id}`],
  // The service can come to know more kinds than we do.
  [{ kind: 'AccountId' as OwnerKind, id: '1' }, 'AccountId 1'],
])('describeOwner %#', (owner, description) => {
  expect(describeOwner(owner)).toBe(description);
});

test('what belongs to the same owner and endpoint comes together, in the order of first appearance', () => {
  const at = (owner: Owner, region = REGION) => ({ owner, region });
  const placements = [at(CONNECTOR), at(GROUP), at(CONNECTOR, OTHER_REGION), at({ ...CONNECTOR }), at({ ...GROUP, kind: 'VoiceConnectorId' })];
  const groups = byPlacement(placements.map((placement, index) => ({ placement, index })), ({ placement }) => placement);
  expect(groups.map(([placement, items]) => [placement, items.map(({ index }) => index)])).toEqual([
    [at(CONNECTOR), [0, 3]], [at(GROUP), [1]], [at(CONNECTOR, OTHER_REGION), [2]], [at({ ...GROUP, kind: 'VoiceConnectorId' }), [4]],
  ]);
});
