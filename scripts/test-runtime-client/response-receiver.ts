import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readBody } from '../../aws-simulator/local-server';
import { run } from '../support/command';

/** The function's answer to CloudFormation. */
export interface ResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly RequestId: string;
}

/** Takes the PUTs that CloudFormation finds at its pre-signed addresses, over https. */
export class ResponseReceiver {
  public static async start(workspace: string): Promise<ResponseReceiver> {
    const [key, certificate] = ['key.pem', 'certificate.pem'].map(name => join(workspace, name));
    await run('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
      '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate,
    ], { cwd: workspace });
    const receiver = new ResponseReceiver(certificate, readFileSync(key));
    await new Promise<void>(resolve => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** All answers, in their order. */
  public readonly answers: ResourceAnswer[] = [];
  private readonly server: Server;

  /** @param certificate the path of the certificate that the function has to trust */
  private constructor(public readonly certificate: string, key: Buffer) {
    this.server = createServer({ cert: readFileSync(certificate), key }, (request, response) => {
      void readBody(request).then(body => {
        if (request.method === 'PUT') this.answers.push(JSON.parse(body) as ResourceAnswer);
        response.writeHead(200).end();
      });
    });
  }

  /** An address like the one that is in an event made now. */
  public address(requestId: string): string {
    const date = new Date().toISOString().replace(/\.\d+|[-:]/g, '');
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}/${requestId}?X-Amz-Date=${date}&X-Amz-Expires=7200`;
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
