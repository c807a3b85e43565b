import { readFileSync, writeFileSync } from 'node:fs';

/** Replaces the one place in a file. That there is none is an error: nothing would have changed, without a word. */
export function requireInstead(path: string, place: RegExp, replacement: string): void {
  const before = readFileSync(path, 'utf8');
  if (!place.test(before)) throw new Error(`${path} has no ${String(place)}: add it`);
  writeFileSync(path, before.replace(place, replacement));
}
