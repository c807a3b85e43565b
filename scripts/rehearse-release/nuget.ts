import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry, Rehearsal } from './registry';
import { requireInstead } from '../support/text-file';

/** A directory, which NuGet takes for a registry. */
export function nugetRegistry({ scratch, publib }: Rehearsal): Registry {
  const directory = join(scratch, 'nuget');
  mkdirSync(directory);
  return {
    publish: () => publib('publib-nuget', { NUGET_SERVER: directory, NUGET_API_KEY: 'rehearsal' }),
    use(example, version) {
      requireInstead(join(example, 'Telephony.csproj'), /(?<=CdkChime\.PhoneNumberAssociation" Version=")[^"]+/, `[${version}]`);
      writeFileSync(join(example, 'nuget.config'), `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <packageSources>
    <add key="rehearsal" value="${directory}" />
  </packageSources>
</configuration>
`);
      return { NUGET_PACKAGES: join(example, '.nuget') };
    },
    close() {},
  };
}
