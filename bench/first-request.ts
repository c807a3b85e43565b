import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { BENCH, WORK } from './paths';
import { VoiceServer } from './voice.server';

export interface FirstRequest {
  /** Milliseconds from before the process starts until its first request is sent. */
  readonly sent: number;
  /** Until the answer to it has arrived. */
  readonly answered: number;
  /** Peak resident memory until then. */
  readonly mebibytes: number;
}

/** Starts a program that sends requests to the server, and waits for the answer to the first one. */
export async function firstRequest(node: string, args: readonly string[], server: VoiceServer): Promise<FirstRequest> {
  const start = process.hrtime.bigint();
  const child = spawn(node, ['--require', join(BENCH, 'apps', 'first-request.cjs'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // What Lambda gives to a function, and no more: the SDK must not find the developer's configuration.
    env: {
      HOME: WORK,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: server.url,
      AWS_ENDPOINT_URL_CLOUDFORMATION: server.url,
      NODE_EXTRA_CA_CERTS: server.certificate,
    },
  });
  const [report, errors] = await Promise.all([text(child.stdio[3] as NodeJS.ReadableStream & AsyncIterable<Buffer>), text(child.stderr!)]);
  if (!report) throw new Error(`${args.join(' ')} has ended without an answer to a request: ${errors}`);
  const { sent, answered, kibibytes } = JSON.parse(report) as { sent: string; answered: string; kibibytes: number };
  const since = (time: string) => Number(BigInt(time) - start) / 1e6;
  return { sent: since(sent), answered: since(answered), mebibytes: kibibytes / 1024 };
}
