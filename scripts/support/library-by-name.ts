import Module from 'node:module';
import { inRepository } from './repository';

/** Of node:module, since its first release, but of no type. */
interface Resolver {
  _resolveFilename(request: string, ...context: unknown[]): string;
}

/**
 * Loaded before a script that runs an example as it stands: an example has a manifest of its own, and imports the library by its
 * name, which nothing resolves inside this repository.
 */
const resolver = Module as unknown as Resolver;
const resolve = resolver._resolveFilename.bind(Module);
const LIBRARY = 'cdk-chime-phone-number-association';
resolver._resolveFilename = (request, ...context) => request === LIBRARY ? inRepository('lib', 'index.js') : resolve(request, ...context);
