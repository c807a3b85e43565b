import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMAGES } from './images/images';

const DIRECTORY = join(__dirname, '..', 'docs', 'images');

mkdirSync(DIRECTORY, { recursive: true });
for (const [name, draw] of Object.entries(IMAGES)) writeFileSync(join(DIRECTORY, name), draw());
