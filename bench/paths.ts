import { join } from 'node:path';

export const BENCH = __dirname;
export const ROOT = join(BENCH, '..');

/** What a run leaves behind goes where every tool already looks away. `npm ci` clears it. */
export const WORK = join(BENCH, 'node_modules', '.cache', 'bench');

export const LIBRARY = 'cdk-chime-phone-number-association';
export const PEER = 'cdk-amazon-chime-resources';
