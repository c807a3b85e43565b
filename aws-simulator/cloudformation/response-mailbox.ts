import { amzDate } from '../clocks';
import { HttpsAnswer, HttpsRequest } from '../lambda/caught-https';

/** What a custom resource may answer with, in bytes. */
const MAX_RESPONSE_BYTES = 4_096;
const MAX_PHYSICAL_ID_BYTES = 1_024;
const EXPIRES_SECONDS = 7_200;
const HOST = 'cloudformation-custom-resource-response-useast1.s3.amazonaws.com';

export interface CustomResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

/** Either the response or, if it cannot be taken, why not. */
export type Delivery = { readonly response: CustomResourceResponse } | { readonly invalid: string };

/** Which event an answer is for. */
export interface Addressee {
  readonly stackId: string;
  readonly logicalId: string;
  readonly requestType: 'Create' | 'Update' | 'Delete';
  readonly requestId: string;
}

/** What goes wrong with the PUT of an answer. `workDone` tells whether the answer has arrived nevertheless. */
export type ResponseFault =
  | { readonly kind: 'reset'; readonly workDone?: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly workDone?: boolean }
  | { readonly kind: 'hang'; readonly workDone?: boolean };

/** The PUT of an answer. */
export interface ResponseAttempt extends Addressee {
  /** Counts the attempts for the same event, from 0. */
  readonly attempt: number;
  /** Virtual milliseconds. */
  readonly time: number;
  readonly body: string;
}

/** An attempt, and what came of it. */
export interface ServedResponse extends ResponseAttempt {
  readonly status: HttpsAnswer;
  /** Whether CloudFormation has taken it as the answer: the first one, if it did not come too late. */
  readonly counted: boolean;
}

interface Slot {
  readonly addressee: Addressee;
  readonly openedAt: number;
  attempts: number;
  deliver?: (delivery: Delivery) => void;
}

/** A place for the answer to one event. */
export interface OpenSlot {
  readonly url: string;
  readonly delivery: Promise<Delivery>;
  /** From now on no answer counts. */
  close(): void;
}

function read(body: string): Delivery {
  if (Buffer.byteLength(body) > MAX_RESPONSE_BYTES) return { invalid: 'Response object is too long.' };
  try {
    const response = JSON.parse(body) as Partial<CustomResourceResponse>;
    const idBytes = Buffer.byteLength(String(response.PhysicalResourceId ?? ''));
    if (idBytes < 1 || idBytes > MAX_PHYSICAL_ID_BYTES) return { invalid: 'Invalid PhysicalResourceId' };
    if (response.Status !== 'SUCCESS' && response.Status !== 'FAILED') return { invalid: 'Invalid Status' };
    return { response: response as CustomResourceResponse };
  } catch {
    return { invalid: 'Response is not valid JSON' };
  }
}

/** Hands out pre-signed URLs and takes what is put there. */
export class ResponseMailbox {
  /** Asked at each PUT for what goes wrong with it. */
  public faults?: (attempt: ResponseAttempt) => ResponseFault | undefined;
  /** All PUTs to URLs that were handed out, in their order. */
  public readonly served: ServedResponse[] = [];
  private readonly slots = new Map<string, Slot>();

  constructor(private readonly now: () => number) {}

  /** A URL for the answer to an event that is made now. */
  public open(addressee: Addressee): OpenSlot {
    const object = encodeURIComponent(`${addressee.stackId}|${addressee.logicalId}|${addressee.requestId}|${this.slots.size}`);
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=${amzDate(this.now())}&X-Amz-SignedHeaders=host&X-Amz-Expires=${EXPIRES_SECONDS}&X-Amz-Signature=0a1b2c3d`;
    const path = `/${object}?${query}`;
    const slot: Slot = { addressee, openedAt: this.now(), attempts: 0 };
    const delivery = new Promise<Delivery>(resolve => { slot.deliver = resolve; });
    this.slots.set(path, slot);
    return { url: `https://${HOST}${path}`, delivery, close: () => { slot.deliver = undefined; } };
  }

  /** Answers as S3 does: a path that was not handed out, or not like this, has no valid signature; a second object replaces the first. */
  public receive({ method, hostname, path, headers, body }: HttpsRequest): HttpsAnswer {
    if (hostname !== HOST) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND', hostname });
    const slot = this.slots.get(path);
    if (!slot || method !== 'PUT' || this.now() > slot.openedAt + EXPIRES_SECONDS * 1000) return 403;
    const attempt = { ...slot.addressee, attempt: slot.attempts++, time: this.now(), body };
    const fault = this.faults?.(attempt);
    const accepted = Number(headers['content-length']) === Buffer.byteLength(body);
    const arrives = accepted && (!fault || fault.workDone === true);
    const counted = arrives && slot.deliver !== undefined;
    if (arrives) slot.deliver?.(read(body));
    if (arrives) slot.deliver = undefined;
    const status = fault ? statusOf(fault) : accepted ? 200 : 400;
    this.served.push({ ...attempt, status, counted });
    return status;
  }
}

function statusOf(fault: ResponseFault): HttpsAnswer {
  return fault.kind === 'status' ? fault.status : fault.kind;
}
