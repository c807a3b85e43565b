import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../support/command';
import { artifact, inRepository } from '../../support/repository';
import { requireInstead } from '../../support/text-file';
import { Language } from '../language';

/**
 * The package, by a source of its own. What a mirror of NuGet lacks can be put beside it. The cache is not the user's, which may have
 * the 0.0.0 of an earlier build.
 */
const NUGET_CONFIG = (source: string, cache: string) => `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <config>
    <add key="globalPackagesFolder" value="${cache}" />
  </config>
  <packageSources>
    <add key="packed" value="${source}" />
  </packageSources>
</configuration>
`;

const version = () => /\.(\d+\.\d+\.\d+)\.nupkg$/.exec(artifact('dotnet', '.nupkg'))?.[1];

export const DOTNET: Language = {
  name: 'dotnet',
  toolchain: ['dotnet'],
  optional: true,
  usePackedLibrary(directory) {
    writeFileSync(join(directory, 'nuget.config'), NUGET_CONFIG(inRepository('dist', 'dotnet'), join(directory, '.nuget')));
    requireInstead(join(directory, 'Telephony.csproj'), /(?<=CdkChime\.PhoneNumberAssociation" Version=")[^"]+/, `[${version()}]`);
  },
  command: directory => ({ app: `dotnet run --project ${join(directory, 'Telephony.csproj')}` }),
  page: {
    async read(scratch) {
      await run('python3', ['-m', 'zipfile', '-e', artifact('dotnet', '.nupkg'), scratch], { cwd: scratch });
      return readFileSync(join(scratch, 'README.md'), 'utf8');
    },
    sample: /^using CdkChime\.PhoneNumberAssociation;$/m,
  },
};
