import { Acknowledgement, Finding, weigh } from '../../../scripts/judge-templates/finding';

const finding = (judge: string, rule: string, subject: string): Finding => ({ judge, rule, subject, place: 'Stack', message: '' });
const acknowledgement: Acknowledgement = { judges: ['HIPAA', 'PCI'], rule: 'NoInlinePolicy', subjects: ['Role'], reason: 'It is of one role' };
const FOUND = [finding('HIPAA', 'NoInlinePolicy', 'Role'), finding('PCI', 'NoInlinePolicy', 'Role')];

test('what is found, wherever and however often, and acknowledged is in order', () => {
  expect(weigh([...FOUND, ...FOUND], [acknowledgement])).toEqual({ unacknowledged: [], unused: [] });
});

test.each([
  ['by another judge', finding('NIST', 'NoInlinePolicy', 'Role')],
  ['by another rule', finding('PCI', 'NoWildcard', 'Role')],
  ['on another subject', finding('PCI', 'NoInlinePolicy', 'Other')],
])('a finding %s is not acknowledged', (_, other) => {
  expect(weigh([...FOUND, other], [acknowledgement])).toEqual({ unacknowledged: [other], unused: [] });
});

test('an acknowledgement that one of its judges has no use for is told', () => {
  expect(weigh(FOUND.slice(1), [acknowledgement])).toEqual({ unacknowledged: [], unused: ['HIPAA: NoInlinePolicy on Role'] });
});
