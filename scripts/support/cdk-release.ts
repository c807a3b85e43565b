import { readFileSync } from 'node:fs';
import { inRepository } from './repository';

/** A CDK under which the library has to work. */
export interface CdkRelease {
  readonly label: 'oldest' | 'newest';
  /** What npm is asked for, by package. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The lower bounds of the peer ranges. */
export function oldest(): CdkRelease {
  return { label: 'oldest', versions: Object.fromEntries(Object.entries(peerDependencies()).map(([name, range]) => [name, lowerBound(name, range)])) };
}

/** What npm gives to somebody who installs the library today. */
export function newest(): CdkRelease {
  return { label: 'newest', versions: peerDependencies() };
}

function lowerBound(name: string, range: string): string {
  const bound = /^\^(\d+\.\d+\.\d+)$/.exec(range)?.[1];
  if (!bound) throw new Error(`peerDependencies.${name} is ${range}: expected a range such as ^2.224.0`);
  return bound;
}

function peerDependencies(): Readonly<Record<string, string>> {
  return (JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as { peerDependencies: Record<string, string> }).peerDependencies;
}
