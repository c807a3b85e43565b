import { parseArgs } from 'node:util';

/** What somebody asks for on the command line. */
export interface ProbeArguments {
  readonly region?: string;
  readonly endpoint?: string;
  readonly yes: boolean;
  /** Where the findings go as JSON. */
  readonly json?: string;
  /** The journal, of this run or of the one that is resumed. */
  readonly journal: string;
  readonly task: ProbeTask;
}

export type ProbeTask =
  | { readonly kind: 'help' }
  | { readonly kind: 'resume' }
  | {
    readonly kind: 'probe';
    readonly voiceConnectorId: string;
    readonly otherVoiceConnectorId?: string;
    readonly phoneNumbers: readonly string[];
    readonly createVoiceConnector: boolean;
    readonly rate: boolean;
    readonly stack?: string;
  };

/** Says which argument is wrong, and what is allowed. */
export class ArgumentError extends Error {
  public override readonly name = 'ArgumentError';
}

export const USAGE = `Usage: npm run probe -- --voice-connector-id ID --phone-number +E164 --phone-number +E164 [options]
       npm run probe -- --resume JOURNAL

Finds out how the Chime SDK Voice API of an account answers where AWS documents nothing, with numbers that are on nothing.
They are associated with the connector for some minutes, and are on nothing again in the end.

  --voice-connector-id ID          a voice connector of the account
  --phone-number +E164             a number that is on nothing; twice at least, and the more the better for the largest batch
  --other-voice-connector-id ID    a second connector, for what happens to a number that is elsewhere
  --create-voice-connector         create a second one for a few minutes, and find out what a new one answers
  --rate                           find out how many reads a second are tolerated (some 100 requests in 15 s)
  --stack NAME                     read the events of this stack, too
  --region REGION                  default: as the AWS SDK finds it (AWS_REGION)
  --endpoint URL                   another endpoint, such as the simulator's
  --json FILE                      write the findings as JSON
  --journal FILE                   what would have to be put back after a crash (default: probe-journal.json)
  --yes                            do not ask
  --resume JOURNAL                 put back what an earlier run could not, and do nothing else
`;

const VOICE_CONNECTOR_ID = /^(?:[a-z0-9]{21,22}|[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12})$/;
const E164 = /^\+[1-9]\d{1,14}$/;

const OPTIONS = {
  'voice-connector-id': { type: 'string' },
  'other-voice-connector-id': { type: 'string' },
  'create-voice-connector': { type: 'boolean', default: false },
  'phone-number': { type: 'string', multiple: true },
  'rate': { type: 'boolean', default: false },
  'stack': { type: 'string' },
  'region': { type: 'string' },
  'endpoint': { type: 'string' },
  'json': { type: 'string' },
  'journal': { type: 'string' },
  'yes': { type: 'boolean', default: false },
  'resume': { type: 'string' },
  'help': { type: 'boolean', default: false },
} as const;

/** @throws ArgumentError */
export function parseProbeArguments(args: readonly string[]): ProbeArguments {
  const values = parse(args);
  const { region, endpoint, yes, json, help, resume } = values;
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw new ArgumentError(`--region ${region} is no region: expected one such as us-east-1`);
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw new ArgumentError(`--endpoint ${endpoint} is no URL`);
  const common = { region, endpoint, yes, json, journal: resume ?? values.journal ?? 'probe-journal.json' };
  if (help) return { ...common, task: { kind: 'help' } };
  if (resume === undefined) return { ...common, task: taskIn(values) };
  const others = (['voice-connector-id', 'other-voice-connector-id', 'stack', 'json', 'journal'] as const).filter(name => values[name] !== undefined);
  if (others.length > 0 || values['phone-number'] !== undefined) throw new ArgumentError('--resume goes with --region, --endpoint and --yes alone: the journal tells the rest');
  return { ...common, task: { kind: 'resume' } };
}

type Values = ReturnType<typeof parse>;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function taskIn(values: Values): ProbeArguments['task'] {
  const { rate, stack, 'voice-connector-id': voiceConnectorId, 'other-voice-connector-id': otherVoiceConnectorId } = values;
  if (voiceConnectorId === undefined) throw new ArgumentError('--voice-connector-id is missing');
  for (const id of [voiceConnectorId, otherVoiceConnectorId]) {
    if (id !== undefined && !VOICE_CONNECTOR_ID.test(id)) throw new ArgumentError(`${id} is no id of a voice connector: expected 21 or 22 lower-case letters and digits, or a UUID`);
  }
  if (voiceConnectorId === otherVoiceConnectorId) throw new ArgumentError('--other-voice-connector-id is the same connector: name another one');
  const phoneNumbers = phoneNumbersIn(values['phone-number'] ?? []);
  return { kind: 'probe', voiceConnectorId, otherVoiceConnectorId, phoneNumbers, createVoiceConnector: values['create-voice-connector'], rate, stack };
}

function phoneNumbersIn(given: readonly string[]): readonly string[] {
  for (const [index, phoneNumber] of given.entries()) {
    if (!E164.test(phoneNumber)) throw new ArgumentError(`--phone-number ${phoneNumber} is not in E.164 format: expected + and 2 to 15 digits, such as +12065550100`);
    if (given.indexOf(phoneNumber) !== index) throw new ArgumentError(`--phone-number ${phoneNumber} is named twice`);
  }
  if (given.length < 2) throw new ArgumentError(`Two numbers are needed at least, got ${given.length}: repeat --phone-number`);
  return given;
}
