import { parseProbeArguments } from '../../../scripts/probe/arguments';

const CONNECTOR = ['--voice-connector-id', 'abcdefghijklmnopqrstu'];
const NUMBERS = ['--phone-number', '+12065550100', '--phone-number', '+12065550101'];

test('what is needed, with the defaults', () => {
  expect(parseProbeArguments([...CONNECTOR, ...NUMBERS])).toEqual({
    region: undefined,
    endpoint: undefined,
    yes: false,
    json: undefined,
    journal: 'probe-journal.json',
    task: {
      kind: 'probe',
      voiceConnectorId: 'abcdefghijklmnopqrstu',
      otherVoiceConnectorId: undefined,
      phoneNumbers: ['+12065550100', '+12065550101'],
      createVoiceConnector: false,
      rate: false,
      stack: undefined,
    },
  });
});

test('everything', () => {
  const more = [
    '--other-voice-connector-id', '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f', '--create-voice-connector', '--rate', '--stack', 'Office',
    '--region', 'eu-central-1', '--endpoint', 'http://127.0.0.1:4566', '--json', 'found.json', '--journal', 'owed.json', '--yes',
  ];
  expect(parseProbeArguments([...CONNECTOR, ...NUMBERS, ...more])).toMatchObject({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:4566',
    yes: true,
    json: 'found.json',
    journal: 'owed.json',
    task: { otherVoiceConnectorId: '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f', createVoiceConnector: true, rate: true, stack: 'Office' },
  });
});

test('a journal that is resumed tells the rest', () => {
  expect(parseProbeArguments(['--resume', 'owed.json', '--endpoint', 'http://127.0.0.1:1'])).toMatchObject({ journal: 'owed.json', task: { kind: 'resume' } });
});

test('help is given whatever else is asked for', () => {
  expect(parseProbeArguments(['--help'])).toMatchObject({ task: { kind: 'help' } });
});

test.each<readonly [string, readonly string[], string]>([
  ['nothing', [], '--voice-connector-id is missing'],
  ['no connector', NUMBERS, '--voice-connector-id is missing'],
  ['a malformed connector', ['--voice-connector-id', 'Office', ...NUMBERS], 'Office is no id of a voice connector: expected 21 or 22 lower-case letters and digits, or a UUID'],
  ['an ARN', ['--voice-connector-id', 'arn:aws:chime:us-east-1:111122223333:vc/abcdefghijklmnopqrstu', ...NUMBERS], 'arn:aws:chime:us-east-1:111122223333:vc/abcdefghijklmnopqrstu is no id of a voice connector'],
  ['a malformed other connector', [...CONNECTOR, ...NUMBERS, '--other-voice-connector-id', 'x'], 'x is no id of a voice connector'],
  ['the same connector twice', [...CONNECTOR, ...NUMBERS, '--other-voice-connector-id', CONNECTOR[1]], '--other-voice-connector-id is the same connector: name another one'],
  ['no number', CONNECTOR, 'Two numbers are needed at least, got 0: repeat --phone-number'],
  ['one number', [...CONNECTOR, '--phone-number', '+12065550100'], 'Two numbers are needed at least, got 1: repeat --phone-number'],
  ['a number twice', [...CONNECTOR, ...NUMBERS, '--phone-number', '+12065550100'], '--phone-number +12065550100 is named twice'],
  ['a number without plus', [...CONNECTOR, ...NUMBERS, '--phone-number', '12065550102'], '--phone-number 12065550102 is not in E.164 format: expected + and 2 to 15 digits, such as +12065550100'],
  ['a number with spaces', [...CONNECTOR, ...NUMBERS, '--phone-number', '+1 206 555 0102'], '--phone-number +1 206 555 0102 is not in E.164 format'],
  ['several numbers in one', [...CONNECTOR, '--phone-number', '+12065550100,+12065550101'], '--phone-number +12065550100,+12065550101 is not in E.164 format'],
  ['a region that is none', [...CONNECTOR, ...NUMBERS, '--region', 'Frankfurt'], '--region Frankfurt is no region: expected one such as us-east-1'],
  ['an endpoint that is no URL', [...CONNECTOR, ...NUMBERS, '--endpoint', 'localhost'], '--endpoint localhost is no URL'],
  ['an unknown option', [...CONNECTOR, ...NUMBERS, '--force'], "Unknown option '--force'"],
  ['an option without its value', ['--voice-connector-id'], "Option '--voice-connector-id <value>' argument missing"],
  ['a stray word', [...CONNECTOR, ...NUMBERS, '+12065550102'], "Unexpected argument '+12065550102'"],
  ['a journal and numbers', ['--resume', 'owed.json', ...NUMBERS], '--resume goes with --region, --endpoint and --yes alone: the journal tells the rest'],
  ['a journal and a connector', ['--resume', 'owed.json', ...CONNECTOR], '--resume goes with --region, --endpoint and --yes alone'],
])('%s is refused with its reason', (_, args, reason) => {
  expect(() => parseProbeArguments(args)).toThrow(expect.objectContaining({ name: 'ArgumentError', message: expect.stringContaining(reason) }));
});
