import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMAGES } from '../../scripts/images/images';

const DIRECTORY = join(__dirname, '..', '..', 'docs', 'images');

describe.each(Object.keys(IMAGES))('%s', name => {
  test('is what scripts/draw-images.ts writes', () => {
    expect(readFileSync(join(DIRECTORY, name), 'utf8')).toBe(IMAGES[name]());
  });

  test('is small, tells those who cannot see it what it shows, and loads nothing', () => {
    const svg = IMAGES[name]();
    expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(20_000);
    expect(svg).toMatch(/<title>.+<\/title>\n<desc>.+<\/desc>/);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|<script|<style/);
  });
});
