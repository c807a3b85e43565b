import { ChimeService, CloudFormationService } from '../../aws-simulator';

/** A request and its answer, as they went over the wire. */
export interface Exchange {
  readonly service: 'chime-sdk-voice' | 'cloudformation';
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: string;
}

interface Services {
  readonly chime: ChimeService;
  readonly cloudFormation: CloudFormationService;
}

/**
 * Collects what both services of an account are asked and answer from now on.
 *
 * Without what does not come from them: connections that break, and pages of HTML from something in front of a service.
 */
export function recordExchanges({ chime, cloudFormation }: Services): Exchange[] {
  const exchanges: Exchange[] = [];
  chime.onServed = (request, answer) => {
    if (answer.kind !== 'complete' || answer.headers['content-type'] !== 'application/json') return;
    exchanges.push({ service: 'chime-sdk-voice', ...request, status: answer.status, headers: answer.headers, answer: answer.body });
  };
  cloudFormation.onServed = (form, answer) => {
    if (typeof answer === 'string' || answer.contentType !== 'text/xml') return;
    const { status, contentType, body } = answer;
    exchanges.push({ service: 'cloudformation', method: 'POST', url: '/', body: String(form), status, headers: { 'content-type': contentType }, answer: body });
  };
  return exchanges;
}
