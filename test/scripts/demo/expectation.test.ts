import { deviations, Expectation, Outcome } from '../../../scripts/demo/expectation';

const ONE = '+12065550100';
const TWO = '+12065550101';
const PLACES = { office: [ONE], branch: [], elsewhere: [], nothing: [TWO] };
const EXPECTED: Expectation = { status: 'UPDATE_COMPLETE', places: PLACES };
const ACTUAL: Outcome = {
  status: 'UPDATE_COMPLETE', places: PLACES, reasons: [], logLines: [], requests: 2, writes: 1, interrupted: [], unexpected: [],
};

test.each<{ what: string; expected?: Partial<Expectation>; actual?: Partial<Outcome> }>([
  { what: 'a step that ends as it has to' },
  { what: 'the expected reason', expected: { says: [ONE, 'stays'] }, actual: { reasons: [`${ONE} stays`] } },
  { what: 'the expected log line', expected: { says: [ONE] }, actual: { logLines: [`{"drifted":"${ONE}"}`] } },
  { what: 'reads where nothing may be written', expected: { onlyReads: true }, actual: { writes: 0 } },
  { what: 'the interruption of a number that may be interrupted', expected: { uninterrupted: [TWO] }, actual: { interrupted: [ONE] } },
])('$what is no deviation', ({ expected, actual }) => {
  expect(deviations({ ...EXPECTED, ...expected }, { ...ACTUAL, ...actual })).toEqual([]);
});

test.each<{ expected?: Partial<Expectation>; actual?: Partial<Outcome>; deviation: string }>([
  { actual: { status: 'UPDATE_ROLLBACK_COMPLETE' }, deviation: 'stack status is UPDATE_ROLLBACK_COMPLETE, expected UPDATE_COMPLETE' },
  { actual: { places: { ...PLACES, office: [] } }, deviation: `numbers on office are none, expected ${ONE}` },
  { actual: { reasons: ['too late'] }, deviation: 'message was not expected: too late' },
  { expected: { says: [ONE] }, actual: { reasons: ['too late'] }, deviation: `message lacks '${ONE}': too late` },
  { expected: { says: [ONE] }, deviation: `message lacks '${ONE}': none` },
  { expected: { onlyReads: true }, deviation: '1 writes were sent, expected none' },
  { expected: { uninterrupted: [ONE] }, actual: { interrupted: [ONE] }, deviation: `${ONE} was on nothing for a moment, expected never` },
  { actual: { unexpected: ['PUT /'] }, deviation: 'request is unknown to the service: PUT /' },
])('deviation: $deviation', ({ expected, actual, deviation }) => {
  expect(deviations({ ...EXPECTED, ...expected }, { ...ACTUAL, ...actual })).toEqual([deviation]);
});
