import { parseArgs } from 'node:util';
import { StandaloneAccount } from './standalone-account';
import { Behaviour, DEFAULT_BEHAVIOUR } from '../chime/behaviour';
import { voiceConnector } from '../chime/phone-number';
import { RateLimit } from '../chime/rate-limit';

const USAGE = `Usage: ts-node --transpile-only aws-simulator/standalone/main.ts [options]

Serves the Chime SDK Voice API on 127.0.0.1 until it is interrupted.

  --port PORT                 default: a free one
  --voice-connector-id ID     a connector of the account; may be given more than once
  --phone-number +E164        a number of the account, on nothing; may be given more than once
  --behaviour NAME=VALUE      how to answer where nobody outside AWS knows the answer, see aws-simulator/chime/behaviour.ts;
                              may be given more than once
  --fresh-connector-ms MS     for how long a connector is unknown that a client makes
  --requests-per-second RATE  more are throttled
`;

function parseBehaviour(assignment: string): Partial<Behaviour> {
  const [, name, value] = /^(\w+)=(.*)$/.exec(assignment) ?? [];
  const names = [...Object.keys(DEFAULT_BEHAVIOUR), 'largestBatch'];
  if (!names.includes(name)) throw new Error(`--behaviour ${assignment}: expected NAME=VALUE with one of the names ${names.join(', ')}`);
  return { [name]: /^\d+$/.test(value) ? Number(value) : value };
}

function parse() {
  return parseArgs({
    options: {
      'port': { type: 'string' },
      'voice-connector-id': { type: 'string', multiple: true, default: ['abcdefghijklmnopqrstu'] },
      'phone-number': { type: 'string', multiple: true, default: ['+12065550100', '+12065550101', '+12065550102', '+12065550103'] },
      'behaviour': { type: 'string', multiple: true, default: [] },
      'fresh-connector-ms': { type: 'string', default: '0' },
      'requests-per-second': { type: 'string' },
      'help': { type: 'boolean', default: false },
    },
  }).values;
}

async function main(): Promise<void> {
  const options = parse();
  if (options.help) return void process.stdout.write(USAGE);
  const behaviours = options.behaviour.map(parseBehaviour);
  const account = await StandaloneAccount.start({
    port: Number(options.port ?? 0),
    freshConnectorMs: Number(options['fresh-connector-ms']),
    onRequest: (method, url, status) => process.stdout.write(`${new Date().toISOString()} ${method} ${url} ${status}\n`),
  });
  for (const id of options['voice-connector-id']) account.chime.create(voiceConnector(id));
  for (const number of options['phone-number']) account.chime.order(number);
  for (const behaviour of behaviours) account.chime.behave(behaviour);
  if (options['requests-per-second']) account.chime.rateLimit = new RateLimit(Number(options['requests-per-second']));
  process.stdout.write([
    `Endpoint URL: ${account.url}`,
    `Voice connectors: ${options['voice-connector-id'].join(', ')}`,
    `Phone numbers, on nothing: ${options['phone-number'].join(', ')}`,
    'Any credentials will do. Interrupt to end.\n',
  ].join('\n'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void account.stop());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});
