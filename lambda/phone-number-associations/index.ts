import { httpsPut } from './cloudformation/https-put';
import { ResourceEvent } from './cloudformation/resource-event';
import { SdkStackEventsClient } from './cloudformation/stack-events-client';
import { createHandler } from './handler';
import { ChimeClient } from './service/chime-client';
import { LambdaClock } from './service/lambda-clock';
import { DriftDetectionEvent } from '../../src/contract/properties';

/** One client a region for the life of the function: connections are kept alive between events. */
const clients = new Map<string, ChimeClient>();

const handle = createHandler({
  clientFor: region => {
    const client = clients.get(region) ?? new ChimeClient(region);
    clients.set(region, client);
    return client;
  },
  stackEvents: new SdkStackEventsClient(),
  put: httpsPut,
  random: Math.random,
  // Not console.log, which puts a prefix before the line: metrics are only read from lines that are JSON.
  write: line => process.stdout.write(line),
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
});

export const handler = async (event: ResourceEvent | DriftDetectionEvent, context: { getRemainingTimeInMillis(): number }) =>
  handle(event, new LambdaClock(context));
