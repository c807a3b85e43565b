import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { run } from './child';
import { WORK } from './paths';

/** An https server on 127.0.0.1 that answers every request at once: nobody has numbers, and every write succeeds. */
export interface VoiceServer {
  readonly url: string;
  /** For `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  stop(): void;
}

export async function startVoiceServer(): Promise<VoiceServer> {
  const certificate = join(WORK, 'certificate.pem');
  const key = join(WORK, 'key.pem');
  await run('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
    '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate,
  ], { cwd: WORK });
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
    request.resume().once('end', () => response.writeHead(200, { 'content-type': 'application/json' })
      .end(request.method === 'GET' ? '{"PhoneNumbers":[]}' : '{"PhoneNumberErrors":[]}'));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    certificate,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
