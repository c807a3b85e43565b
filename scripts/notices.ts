import { writeFileSync } from 'node:fs';
import { thirdPartyNotices } from './notices/third-party-notices';
import { inRepository } from './support/repository';

writeFileSync(inRepository('THIRD-PARTY-NOTICES'), thirdPartyNotices(inRepository()));
