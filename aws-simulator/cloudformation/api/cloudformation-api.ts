import { Iam } from '../../iam';
import { CloudFormationService } from '../cloudformation-service';
import { ApiAnswer, ApiError, ApiFault } from './api-call';
import { describeStackEvents, describeStacks, findStack } from './describe';
import { element, XmlValue } from './xml';

const NAMESPACE = ' xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

/** Who calls, and the form that came in. */
export interface ApiRequest {
  readonly role: string;
  readonly region: string;
  readonly form: URLSearchParams;
}

function errorAnswer({ code, message, status }: ApiError): ApiAnswer {
  const error = { Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message }, RequestId: 'simulated' };
  return { status, contentType: 'text/xml', body: element('ErrorResponse', error, NAMESPACE) };
}

/** CloudFormation's API, as far as a function asks for stacks and their events. */
export class CloudFormationApi {
  constructor(
    private readonly service: CloudFormationService, private readonly iam: Iam, private readonly account: string, private readonly now: () => number,
  ) {}

  /** Answers a request now. */
  public serve(request: ApiRequest): ApiAnswer {
    const { requests, faults } = this.service;
    const operation = request.form.get('Action') ?? '';
    const call = { index: requests.length, time: this.now(), operation, stackName: request.form.get('StackName') ?? undefined, role: request.role };
    const fault = faults?.(call);
    const answer = fault ? this.fail(fault) : this.attempt(request, operation);
    requests.push({ ...call, status: typeof answer === 'string' ? answer : answer.status, fault: fault?.kind });
    this.service.onServed?.(request.form, answer);
    return answer;
  }

  private fail(fault: ApiFault): ApiAnswer {
    switch (fault.kind) {
      case 'exception':
        return errorAnswer(new ApiError(fault.code, fault.code === 'Throttling' ? 'Rate exceeded' : 'A fault on purpose'));
      case 'html 502':
        return { status: 502, contentType: 'text/html', body: '<html><body><h1>Bad Gateway</h1></body></html>' };
      default:
        return fault.kind === 'hang' ? 'none' : 'reset';
    }
  }

  private attempt(request: ApiRequest, operation: string): ApiAnswer {
    try {
      this.authorize(request, operation);
      const body = { [`${operation}Result`]: this.work(request.form, operation), ResponseMetadata: { RequestId: 'simulated' } };
      return { status: 200, contentType: 'text/xml', body: element(`${operation}Response`, body, NAMESPACE) };
    } catch (error) {
      if (error instanceof ApiError) return errorAnswer(error);
      throw error;
    }
  }

  /** Who names a stack without its id asks for all stacks that ever had the name. */
  private authorize({ role, region, form }: ApiRequest, operation: string): void {
    const stackName = form.get('StackName') ?? '*';
    const resource = stackName.startsWith('arn:') || stackName === '*' ? stackName : `arn:aws:cloudformation:${region}:${this.account}:stack/${stackName}/*`;
    const action = `cloudformation:${operation}`;
    if (this.iam.isAllowed(role, action, resource)) return;
    throw new ApiError('AccessDenied', `User: ${role} is not authorized to perform: ${action} on resource: ${resource}`);
  }

  private work(form: URLSearchParams, operation: string): XmlValue {
    const { records, behaviour } = this.service;
    const stackName = form.get('StackName') ?? undefined;
    const visibleAt = this.now() - behaviour.readLagMs;
    switch (operation) {
      case 'DescribeStackEvents':
        return describeStackEvents(findStack(records, stackName), visibleAt, form.get('NextToken') ?? undefined);
      case 'DescribeStacks':
        return describeStacks(stackName === undefined ? records.alive() : [findStack(records, stackName)], visibleAt);
      default:
        throw new ApiError('ValidationError', `The action ${operation} is not simulated`);
    }
  }
}
