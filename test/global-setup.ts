import { bundle, BUNDLE, isStale } from './freshness';

/**
 * Runs once before the tests. The end-to-end tests run the bundle in assets/: after an edit of the handler, and without
 * a word, that would be the handler of before.
 */
export default function globalSetup(): void {
  if (!isStale(BUNDLE)) return;
  try {
    bundle();
  } catch (error) {
    // Tests of single modules can run all the same. Those of the bundle fail, for there is none.
    process.stderr.write(`The handler cannot be bundled, so its end-to-end tests cannot pass:\n${error instanceof Error ? error.message : String(error)}\n`);
  }
}
