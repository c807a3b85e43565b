import { describeExpectation, deviations, Expectation, Outcome } from '../../../scripts/demo/expectation';

const ONE = '+12065550100';
const TWO = '+12065550101';
const PLACES = { office: [ONE], support: [], branch: [], nothing: [TWO] };
const EXPECTED: Expectation = { status: 'UPDATE_COMPLETE', places: PLACES };
const ACTUAL: Outcome = {
  status: 'UPDATE_COMPLETE', places: PLACES, reasons: [], logLines: [], requests: 2, writes: 1, kills: 0, interrupted: [], unexpected: [],
};

test.each<{ what: string; expected?: Partial<Expectation>; actual?: Partial<Outcome> }>([
  { what: 'a step that ends as it has to' },
  { what: 'the expected reason', expected: { says: [ONE, 'stays'] }, actual: { reasons: [`${ONE} stays`] } },
  { what: 'the expected log line', expected: { says: [`"drifted":"${ONE}"`] }, actual: { logLines: [{ drifted: ONE }] } },
  { what: 'the expected number of requests and writes', expected: { requests: 2, writes: 1 } },
  { what: 'the expected kill', expected: { kills: 1 }, actual: { kills: 1 } },
  { what: 'the interruption of a number that may be interrupted', expected: { uninterrupted: [TWO] }, actual: { interrupted: [ONE] } },
])('$what is no deviation', ({ expected, actual }) => {
  expect(deviations({ ...EXPECTED, ...expected }, { ...ACTUAL, ...actual })).toEqual([]);
});

test.each<{ expected?: Partial<Expectation>; actual?: Partial<Outcome>; deviation: string }>([
  { actual: { status: 'UPDATE_ROLLBACK_COMPLETE' }, deviation: 'stack status is UPDATE_ROLLBACK_COMPLETE, expected UPDATE_COMPLETE' },
  { actual: { places: { ...PLACES, office: [] } }, deviation: `numbers on office are none, expected ${ONE}` },
  { actual: { places: { ...PLACES, support: [TWO] } }, deviation: `numbers on support are ${TWO}, expected none` },
  { actual: { reasons: ['too late'] }, deviation: 'message was not expected: too late' },
  { expected: { says: [ONE] }, actual: { reasons: ['too late'] }, deviation: `message lacks '${ONE}': too late` },
  { expected: { says: [ONE] }, deviation: `message lacks '${ONE}': none` },
  { expected: { requests: 0 }, deviation: '2 requests, expected 0' },
  { expected: { writes: 0 }, deviation: '1 write, expected 0' },
  { expected: { kills: 1 }, deviation: '0 kills, expected 1' },
  { actual: { kills: 1 }, deviation: '1 kill, expected 0' },
  { expected: { uninterrupted: [ONE] }, actual: { interrupted: [ONE] }, deviation: `${ONE} was on nothing for a moment, expected never` },
  { actual: { unexpected: ['PUT /'] }, deviation: 'request is unknown to the service: PUT /' },
])('deviation: $deviation', ({ expected, actual, deviation }) => {
  expect(deviations({ ...EXPECTED, ...expected }, { ...ACTUAL, ...actual })).toEqual([deviation]);
});

test.each<{ expected: Partial<Expectation>; says: string }>([
  { expected: {}, says: '' },
  { expected: { says: ['busy'] }, says: '; it says “busy”' },
  { expected: { requests: 0, writes: 1 }, says: '; 0 requests; 1 write' },
  { expected: { kills: 1 }, says: '; 1 kill' },
  { expected: { uninterrupted: [ONE, TWO] }, says: '; 2 numbers never on nothing, not for a moment' },
  { expected: { uninterrupted: [] }, says: '' },
])('an expectation says all that is checked: $says', ({ expected, says }) => {
  const places = "numbers on the office's connector 1, on support's 0, on the branch's 0, on nothing 1";
  expect(describeExpectation({ ...EXPECTED, ...expected })).toBe(`UPDATE_COMPLETE; ${places}${says}`);
});
