import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry, Rehearsal } from './registry';
import { freePort, Server } from './server';
import { output, run } from '../support/command';
import { requireInstead } from '../support/text-file';

/** The newest for Node.js 20. */
const VERDACCIO = { version: '6.2.2', overrides: { 'node-fetch': '^2.7.0' } };

/** Verdaccio: takes our package, and passes requests for all others on to the registry that npm is configured with. */
export async function npmRegistry({ scratch, publib }: Rehearsal): Promise<Registry> {
  const directory = join(scratch, 'verdaccio');
  mkdirSync(directory);
  // One of its packages asks for a tag that not every mirror of npm has.
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'registry', private: true, overrides: VERDACCIO.overrides }));
  await run('npm', ['install', '--no-audit', '--no-fund', `verdaccio@${VERDACCIO.version}`], { cwd: directory });
  const uplink = (await output('npm', ['config', 'get', 'registry'], { cwd: directory })).trim();
  const config = join(directory, 'config.json');
  writeFileSync(config, JSON.stringify({
    storage: join(directory, 'storage'),
    uplinks: { upstream: { url: uplink, timeout: '120s', maxage: '60m' } },
    packages: {
      'cdk-chime-phone-number-association': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'upstream' },
    },
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  }));
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const server = await Server.start(join(directory, 'node_modules', '.bin', 'verdaccio'), ['--config', config, '--listen', listen], {}, port, join(directory, 'log'));
  return {
    publish: () => publib('publib-npm', { NPM_REGISTRY: listen, DISABLE_HTTPS: 'true', NPM_TOKEN: 'rehearsal', NPM_DIST_TAG: 'latest' }),
    use(example, version) {
      requireInstead(join(example, 'package.json'), /(?<="cdk-chime-phone-number-association": ")[^"]+/, version);
      return { npm_config_registry: `http://${listen}/` };
    },
    close: () => server.close(),
  };
}
