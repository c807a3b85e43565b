import { readFileSync } from 'node:fs';
import { Finding } from '../../../scripts/probe/finding';
import { Observations } from '../../../scripts/probe/observations';
import { PROBES } from '../../../scripts/probe/probes/all';
import { findingsByTheWay } from '../../../scripts/probe/probes/by-the-way';
import { STACK_QUESTIONS } from '../../../scripts/probe/probes/stack-events';
import { owedText, Report, reportJson, reportText } from '../../../scripts/probe/report';

const FINDING: Finding = {
  id: 'associate-again',
  unknown: 'associating a number, without force, that is already there',
  answer: 'Conflict',
  detail: 'Conflict: %2B12065550100 (+12065550100) is on abcdefghijklmnopqrstu already, see arn:aws:chime:us-east-1:111122223333:vc/abcdefghijklmnopqrstu',
  copes: 'no',
  handler: 'looks for a refused number',
  behaviour: { associateAgain: 'Conflict' },
};

const REPORT: Report = {
  startedAt: '2026-06-01T00:00:00.000Z', region: 'us-east-1', numbers: 2, findings: [FINDING], brokenOff: '+12065550100 is gone', owed: { phoneNumbers: [], voiceConnectors: [] },
};

test('people get a table, and the details below it', () => {
  expect(reportText(REPORT, 200).split('\n')).toEqual([
    'handler        unknown                                                     found',
    '-------------  ----------------------------------------------------------  --------',
    'DOES NOT COPE  associating a number, without force, that is already there  Conflict',
    '',
    'In detail:',
    '  associate-again',
    `      ${FINDING.detail}`,
    '      the handler looks for a refused number',
  ]);
});

test('the project gets JSON with the behaviour of the simulator in it, and nothing that belongs to the account', () => {
  const json = reportJson(REPORT);
  expect(JSON.parse(json)).toMatchObject({ version: 1, region: 'us-east-1', numbers: 2, behaviour: { associateAgain: 'Conflict' }, brokenOff: '+NUMBER is gone' });
  expect(JSON.parse(json).findings[0].detail).toBe('Conflict: %2BNUMBER (+NUMBER) is on CONNECTOR already, see arn:aws:chime:us-east-1:ACCOUNT:vc/CONNECTOR');
  expect(json).not.toMatch(/2065550100|abcdefghijklmnopqrstu|111122223333/);
});

test('what is owed is told with the way to put it back', () => {
  const owed = {
    phoneNumbers: [{ phoneNumber: '+12065550100', voiceConnectorIds: ['a', 'b'], lastWriteAt: 1 }],
    voiceConnectors: [{ name: 'probe', voiceConnectorId: 'c', lastWriteAt: 2 }, { name: 'never seen', lastWriteAt: 3 }],
  };
  expect(owedText(owed, 'owed.json').split('\n')).toEqual([
    'NOT EVERYTHING IS AS IT WAS. May still be on a connector of the probe:',
    '  +12065550100 on a or b',
    '  the voice connector probe (c) itself',
    '  the voice connector never seen itself',
    'To put it back, with the same credentials:',
    '  npm run probe -- --resume owed.json',
  ]);
});

test('each question of the probes is a row of the page of assumptions', () => {
  const page = readFileSync('docs/assumptions.md', 'utf8');
  const questions = [...PROBES.flatMap(probe => probe.questions), ...findingsByTheWay(new Observations()), ...STACK_QUESTIONS];
  expect(questions.map(({ unknown }) => unknown).filter(unknown => !page.includes(`| ${unknown} |`))).toEqual([]);
});
