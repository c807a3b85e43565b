import { createServer, request as plainRequest, RequestOptions, Server } from 'node:http';
import https from 'node:https';
import { AddressInfo } from 'node:net';
import { httpsPut } from '../../../lambda/phone-number-associations/cloudformation/https-put';

let answer: (response: import('node:http').ServerResponse) => void;
const requests: { method?: string; url?: string; headers: object; body: string }[] = [];
const server: Server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    requests.push({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer(response);
  });
});
const { signal } = new AbortController();
const put = async (body = '{"é":1}', given = signal) => httpsPut('https://bucket.example/key?X-Amz-Date=1', body, given);

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  requests.length = 0;
  // The same request without TLS, to the server of this test.
  jest.spyOn(https, 'request').mockImplementation(((url: string, options: RequestOptions, callback: Parameters<typeof plainRequest>[2]) => {
    const { pathname, search } = new URL(url);
    return plainRequest({ ...options, host: '127.0.0.1', port: (server.address() as AddressInfo).port, path: pathname + search }, callback);
  }) as typeof https.request);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

test.each([200, 403, 500])('tells the HTTP status %d', async status => {
  answer = response => response.writeHead(status).end('<xml/>');
  await expect(put()).resolves.toBe(status);
});

test('puts the body without a content type, as the signature wants it', async () => {
  answer = response => response.end();
  await put();
  expect(requests).toMatchObject([{ method: 'PUT', url: '/key?X-Amz-Date=1', body: '{"é":1}', headers: { 'content-type': '', 'content-length': '8' } }]);
});

test('rejects when the connection breaks before the answer', async () => {
  answer = response => response.destroy();
  await expect(put()).rejects.toThrow('socket hang up');
});

test('rejects when the connection breaks in the answer', async () => {
  answer = response => {
    response.writeHead(200, { 'content-length': '10' }).write('half');
    setImmediate(() => response.destroy());
  };
  await expect(put()).rejects.toThrow();
});

test('rejects when it is aborted', async () => {
  const controller = new AbortController();
  answer = () => controller.abort();
  await expect(put('{}', controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
