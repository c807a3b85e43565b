import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from '../../scripts/break-promises/faults';
import { INVARIANTS } from '../model/promises';

const HANDLER = join(__dirname, '../../lambda/phone-number-associations');

test.each(FAULTS)('a handler that $what can be made', ({ file, code }) => {
  expect(readFileSync(join(HANDLER, file), 'utf8').split(code)).toHaveLength(2);
});

test.each(INVARIANTS)('$promise is broken on purpose', ({ promise }) => {
  expect(FAULTS.map(fault => fault.promise)).toContain(promise);
});
