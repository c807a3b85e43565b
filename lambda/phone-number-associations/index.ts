import { ChimeClient } from './service/chime-client';
import { createHandler, ResourceEvent } from './handler';
import { LambdaClock } from './service/lambda-clock';
import { DECLARATIONS_VARIABLE, DriftDetectionEvent } from '../../src/contract/properties';

/** One client a region for the life of the function: connections are kept alive between events. */
const clients = new Map<string, ChimeClient>();

const handle = createHandler({
  clientFor: region => {
    const client = clients.get(region) ?? new ChimeClient(region);
    clients.set(region, client);
    return client;
  },
  random: Math.random,
  now: Date.now,
  // Not console.log, which puts a prefix before the line: metrics are only read from lines that are JSON.
  write: line => process.stdout.write(line),
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  declarations: JSON.parse(process.env[DECLARATIONS_VARIABLE] ?? '{}'),
});

export const handler = async (event: ResourceEvent | DriftDetectionEvent, context: { getRemainingTimeInMillis(): number }) =>
  handle(event, new LambdaClock(context));
