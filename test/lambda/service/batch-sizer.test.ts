import { Batch, BatchSizer } from '../../../lambda/phone-number-associations/service/batch-sizer';
import { phoneNumbers } from '../support/names';

const batch = (count: number): Batch => ({ phoneNumbers: phoneNumbers(count) });
const sizes = (batches: readonly Batch[]) => batches.map(({ phoneNumbers: numbers }) => numbers.length);

/** Takes everything out of a queue. */
function drain(sizer: BatchSizer, queue: Batch[]): Batch[] {
  const taken: Batch[] = [];
  for (let next = sizer.take(queue); next; next = sizer.take(queue)) taken.push(next);
  return taken;
}

test.each([
  [0, [0]],
  [50, [50]],
  [51, [50, 1]],
  [120, [50, 50, 20]],
])('%d numbers go in batches of %j', (count, expected) => {
  const taken = drain(new BatchSizer(), [batch(count)]);
  expect(sizes(taken)).toEqual(expected);
  expect(taken.flatMap(({ phoneNumbers: numbers }) => numbers)).toEqual(phoneNumbers(count));
});

test.each([
  [2, [1, 1]],
  [5, [3, 2]],
  [50, [25, 25]],
])('a rejected batch of %d is tried in halves of %j', (count, expected) => {
  const halves = new BatchSizer().onRejected(batch(count));
  expect(sizes(halves)).toEqual(expected);
  expect(halves.flatMap(({ phoneNumbers: numbers }) => numbers)).toEqual(phoneNumbers(count));
});

test('when both halves are taken, it was the size', () => {
  const sizer = new BatchSizer();
  const [first, second] = sizer.onRejected(batch(50));
  expect(sizer.onTaken(first)).toBeUndefined();
  expect(sizer.onTaken(second)).toBe(25);
  expect(sizes(drain(sizer, [batch(60)]))).toEqual([25, 25, 10]);
});

test('when one half is taken, it was a number', () => {
  const sizer = new BatchSizer();
  const [first, second] = sizer.onRejected(batch(50));
  expect(sizer.onTaken(first)).toBeUndefined();
  sizer.onRejected(second);
  expect(sizes(drain(sizer, [batch(60)]))).toEqual([50, 10]);
});

test('a whole batch that is taken says nothing of the size', () => {
  expect(new BatchSizer().onTaken(batch(50))).toBeUndefined();
});

describe('single numbers', () => {
  const reject = (sizer: BatchSizer, times: number) => {
    for (let time = 0; time < times; time += 1) expect(sizer.onRejected(batch(1))).toEqual([]);
  };

  test('that are rejected seven times in a row leave hope', () => {
    const sizer = new BatchSizer();
    reject(sizer, 7);
    expect(sizer.onRejected(batch(4))).toHaveLength(2);
  });

  test('that are rejected eight times in a row end the halving', () => {
    const sizer = new BatchSizer();
    reject(sizer, 8);
    expect(sizer.onRejected(batch(4))).toEqual([]);
  });

  test('are counted anew after one that was taken', () => {
    const sizer = new BatchSizer();
    reject(sizer, 7);
    sizer.onTaken(batch(1));
    reject(sizer, 7);
    expect(sizer.onRejected(batch(4))).toHaveLength(2);
  });
});
