import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Registry, Rehearsal } from './registry';
import { requireInstead } from '../support/text-file';

/** A Maven repository in a directory. It takes no signatures, so what Maven Central does with them is not rehearsed. */
export function mavenRegistry({ scratch, publib }: Rehearsal): Registry {
  const directory = join(scratch, 'maven');
  mkdirSync(directory);
  const url = pathToFileURL(directory).href;
  return {
    publish: () => publib('publib-maven', { MAVEN_SERVER_ID: 'rehearsal', MAVEN_REPOSITORY_URL: url, MAVEN_USERNAME: 'rehearsal', MAVEN_PASSWORD: 'rehearsal' }),
    use(example, version) {
      requireInstead(join(example, 'pom.xml'), /(?<=<association\.version>)[^<]+/, version);
      requireInstead(join(example, 'pom.xml'), /(?= *<build>)/, `  <repositories><repository><id>rehearsal</id><url>${url}</url></repository></repositories>\n\n`);
      mkdirSync(join(example, '.mvn'));
      // The user's repository stays without unpublished versions.
      writeFileSync(join(example, '.mvn', 'maven.config'), ['--batch-mode', `-Dmaven.repo.local=${join(example, '.m2')}`].join('\n'));
      return {};
    },
    close() {},
  };
}
