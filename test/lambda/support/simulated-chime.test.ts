import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { CONNECTOR, GROUP, OTHER_CONNECTOR, REGION } from './names';
import { describePhoneNumberService } from './phone-number-service-contract';
import { ChimeService } from '../../../aws-simulator/chime/chime-service';
import { Owner as SimulatedOwner } from '../../../aws-simulator/chime/phone-number';
import { EPOCH } from '../../../aws-simulator/clocks';
import { Iam } from '../../../aws-simulator/iam';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { ChimeClient } from '../../../lambda/phone-number-associations/service/chime-client';

const ROLE = 'role';
const environment = { ...process.env };
const clock = { now: 0 };
let service: ChimeService;

/** The simulated service behind a socket, for the client that the handler has. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    const answer = service.serve({ method: request.method ?? '', url: request.url ?? '', body: Buffer.concat(chunks).toString() }, { role: ROLE, region: REGION });
    if (answer.kind === 'complete') response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
    else response.destroy();
  });
});

const simulated = ({ kind, id }: Owner): SimulatedOwner => ({ kind, value: id });

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_CHIME_SDK_VOICE: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret',
  });
});

afterEach(() => {
  expect(service.unexpected).toEqual([]);
});

afterAll(async () => {
  process.env = environment;
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

describePhoneNumberService(() => {
  const iam = new Iam();
  iam.putPolicy(ROLE, 'all', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
  service = new ChimeService(() => clock.now, iam, '111122223333');
  for (const owner of [CONNECTOR, OTHER_CONNECTOR, GROUP]) service.create(simulated(owner));
  return {
    client: new ChimeClient(REGION),
    has: (numbers, holder, productType) => {
      for (const phoneNumber of numbers) service.order(phoneNumber, { owner: holder && simulated(holder), productType });
    },
    lacks: () => undefined,
    lacksOwner: owner => service.remove(simulated(owner)),
    now: () => EPOCH + clock.now,
    pass: millis => { clock.now += millis; },
  };
});
