import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../support/command';
import { artifact } from '../../support/repository';
import { Language } from '../language';

const PACKAGE_INFO = 'io/github/cdkchime/phonenumberassociation/package-info.java';

/** The jar, by Maven with a local repository of its own: the user's stays without unpublished versions. */
export const JAVA: Language = {
  name: 'java',
  toolchain: ['mvn', 'javac'],
  async usePackedLibrary(directory) {
    const pomFile = artifact('java', '.pom');
    const version = /<artifactId>cdk-chime-phone-number-association<\/artifactId>\s*<version>(.+)<\/version>/.exec(readFileSync(pomFile, 'utf8'))?.[1];
    if (!version) throw new Error(`${pomFile} has no version of cdk-chime-phone-number-association: pack it again`);

    // Maven adds these arguments to those of every command for this project.
    mkdirSync(join(directory, '.mvn'));
    writeFileSync(join(directory, '.mvn', 'maven.config'), [
      '--batch-mode',
      `-Dmaven.repo.local=${join(directory, '.m2')}`,
      `-Dassociation.version=${version}`,
    ].join('\n'));
    await run('mvn', [
      'org.apache.maven.plugins:maven-install-plugin:3.1.1:install-file', `-Dfile=${pomFile.replace(/\.pom$/, '.jar')}`, `-DpomFile=${pomFile}`,
    ], { cwd: directory });
  },
  command: directory => ({ app: `mvn -e -q -f ${join(directory, 'pom.xml')} compile exec:java` }),
  page: {
    async read(scratch) {
      await run('jar', ['--extract', '--file', artifact('java', '-sources.jar'), PACKAGE_INFO], { cwd: scratch });
      return readFileSync(join(scratch, PACKAGE_INFO), 'utf8');
    },
    sample: /import io\.github\.cdkchime\.phonenumberassociation\./,
  },
};
