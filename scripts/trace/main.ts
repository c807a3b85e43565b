import { writeFileSync } from 'node:fs';
import { writePage } from './page';
import { inRepository } from '../support/repository';

/** Writes docs/one-update.md. */
void writePage().then(page => writeFileSync(inRepository('docs', 'one-update.md'), page));
