import { HttpsRequest } from '../lambda/caught-https';

/** What a custom resource may answer with, in bytes. */
const MAX_RESPONSE_BYTES = 4_096;
const HOST = 'cloudformation-custom-resource-response-useast1.s3.amazonaws.com';

export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

/** Either the response or, if it cannot be taken, why not. */
export type Delivery = { readonly response: CustomResourceResponse } | { readonly invalid: string };

function read(body: string): Delivery {
  if (Buffer.byteLength(body) > MAX_RESPONSE_BYTES) return { invalid: 'Response object is too long.' };
  const response = JSON.parse(body) as CustomResourceResponse;
  const idBytes = Buffer.byteLength(response.PhysicalResourceId ?? '');
  if (idBytes < 1 || idBytes > 1_024) return { invalid: 'Invalid PhysicalResourceId' };
  return { response };
}

/** Hands out pre-signed URLs and takes what is put there. */
export class ResponseMailbox {
  private readonly expected = new Map<string, (delivery: Delivery) => void>();
  private handedOut = 0;

  /** A URL that takes one response, and the promise of it. */
  open(stackId: string, logicalId: string): { url: string; delivery: Promise<Delivery> } {
    const path = `/${encodeURIComponent(`${stackId}|${logicalId}|${this.handedOut++}`)}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=7200&X-Amz-Signature=0a1b2c3d`;
    const delivery = new Promise<Delivery>((resolve) => this.expected.set(path, resolve));
    return { url: `https://${HOST}${path}`, delivery };
  }

  /** Answers as S3 does: a path that was not handed out, or not like this, has no valid signature. */
  receive({ method, hostname, path, headers, body }: HttpsRequest): number {
    if (hostname !== HOST) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND', hostname });
    const deliver = this.expected.get(path);
    if (!deliver || method !== 'PUT') return 403;
    if (Number(headers['content-length']) !== Buffer.byteLength(body)) return 400;
    this.expected.delete(path);
    deliver(read(body));
    return 200;
  }
}
