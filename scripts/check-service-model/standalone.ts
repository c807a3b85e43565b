import { EXCEPTIONS } from './exceptions';
import { Exchange, recordExchanges } from './exchange';
import { Call, Fault, StandaloneAccount, voiceConnector, voiceConnectorGroup } from '../../aws-simulator';
import { E164 } from '../../src';
import { VOICE_ENDPOINT_REGIONS } from '../../src/contract/regions';

/** What a client finds in the account; also an argument of drive.py. */
const ACCOUNT = {
  connector: 'abcdefghijklmnopqrstu',
  group: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  numbers: E164.range('+12065550100', '+12065550102'),
  dialledIn: '+12065550110',
  inProgress: '+12065550111',
  unknown: '+12065550199',
  /** Numbers that cannot be associated, with the code that says why. */
  refused: [
    ['+12065550110', 'Unprocessable'],
    ['+12065550111', 'BadRequest'],
    ['+12065550112', 'PhoneNumberAssociationsExist'],
    ['+12065550113', 'VoiceConnectorGroupAssociationsExist'],
    ['+12065550199', 'NotFound'],
  ],
  /** What is asked for it, or for the connector, meets one exception after the other. */
  marked: '+12065550120',
  markedConnector: 'faultfaultfaultfaultf',
  exceptions: EXCEPTIONS,
  regions: VOICE_ENDPOINT_REGIONS,
} as const;

const STRANGER = voiceConnector('strang1ghij2klmno3pqr4');
const GROUP_OF_STRANGER = voiceConnectorGroup('5e6f1a2b-3c4d-4a8b-9c0d-1e2f3a4b5c6d');

/** Serves the account while a client uses it, at a URL and with its description in JSON. */
export async function serveAccount(use: (url: string, description: string) => Promise<void>): Promise<readonly Exchange[]> {
  const account = await StandaloneAccount.start();
  try {
    populate(account);
    const exchanges = recordExchanges(account);
    await use(account.url, JSON.stringify(ACCOUNT));
    if (account.chime.unexpected.length > 0) throw new Error(`Not simulated: ${account.chime.unexpected.join('; ')}`);
    return exchanges;
  } finally {
    await account.stop();
  }
}

function populate({ chime }: StandaloneAccount): void {
  const { connector, group, numbers, dialledIn, inProgress, marked, markedConnector } = ACCOUNT;
  for (const id of [connector, markedConnector]) chime.create(voiceConnector(id));
  for (const owner of [voiceConnectorGroup(group), STRANGER, GROUP_OF_STRANGER]) chime.create(owner);
  for (const number of [...numbers, marked]) chime.order(number);
  chime.order(dialledIn, { productType: 'SipMediaApplicationDialIn' });
  chime.order(inProgress, { acquiredAt: Infinity });
  chime.order('+12065550112', { owner: STRANGER });
  chime.order('+12065550113', { owner: GROUP_OF_STRANGER });
  chime.behave({ latencyMs: 0 });
  chime.faults = eachException();
}

/** Each operation on what is marked meets all exceptions, in their order. */
export function eachException(): (call: Pick<Call, 'operation' | 'owner' | 'numbers'>) => Fault | undefined {
  const counts = new Map<string, number>();
  return ({ operation, owner, numbers }) => {
    if (!numbers.includes(ACCOUNT.marked) && owner?.value !== ACCOUNT.markedConnector) return undefined;
    const key = `${operation} ${owner?.kind}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const code = EXCEPTIONS[count];
    return code && { kind: 'exception', code };
  };
}
