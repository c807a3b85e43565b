import { randomUUID } from 'node:crypto';
import { ResponseReceiver } from './response-receiver';
import { EPOCH } from '../../aws-simulator';
import { StackEvent, STACK_TYPE, USER_INITIATED } from '../../aws-simulator/cloudformation/stack-event';
import { StackRecord } from '../../aws-simulator/cloudformation/stack-record';
import { StandaloneAccount } from '../../aws-simulator/standalone/standalone-account';
import { FORMAT_VERSION, PhoneNumberAssociationsProperties, RESOURCE_TYPE, serviceTimeoutSeconds } from '../../src/contract/properties';

const STACK_NAME = 'Telephony';
const STACK_ID = `arn:aws:cloudformation:us-east-1:111122223333:stack/${STACK_NAME}/0a1b2c3d-4e5f-4a8b-9c0d-1e2f3a4b5c6d`;
const LOGICAL_ID = 'ChimePhoneNumberAssociations';

type RequestType = 'Create' | 'Update' | 'Delete';

/** Numbers by the path of the association that declares them, each on one voice connector. */
export type Declared = Readonly<Record<string, { readonly voiceConnectorId: string; readonly phoneNumbers: readonly string[] }>>;

/** The one custom resource of a stack: makes the events that CloudFormation makes, and keeps the timeline. */
export class CustomResource {
  private readonly record: StackRecord;
  private physicalId?: string;
  private properties?: PhoneNumberAssociationsProperties;

  constructor(account: StandaloneAccount, private readonly receiver: ResponseReceiver, private readonly functionTimeoutSeconds: number) {
    this.record = account.cloudFormation.records.add(new StackRecord(STACK_ID, STACK_NAME));
  }

  /** The event of a deployment that begins now. */
  public begin(requestType: RequestType, declared: Declared): object {
    const verb = requestType.toUpperCase() as Uppercase<RequestType>;
    const requestId = randomUUID();
    const properties = requestType === 'Delete' ? this.properties! : this.propertiesOf(declared);
    this.note({ ...this.stack(), status: `${verb}_IN_PROGRESS`, reason: USER_INITIATED });
    this.note({ ...this.own(), status: `${verb}_IN_PROGRESS`, properties: { ServiceToken: 'function', ...properties } });
    const event = {
      RequestType: requestType,
      ServiceToken: 'function',
      ResponseURL: this.receiver.address(requestId),
      StackId: STACK_ID,
      RequestId: requestId,
      LogicalResourceId: LOGICAL_ID,
      ResourceType: RESOURCE_TYPE,
      ResourceProperties: { ServiceToken: 'function', ...properties },
      ...this.physicalId === undefined ? {} : { PhysicalResourceId: this.physicalId },
      ...requestType === 'Update' ? { OldResourceProperties: { ServiceToken: 'function', ...this.properties } } : {},
    };
    this.properties = properties;
    return event;
  }

  /** Takes the answer: the deployment is over. */
  public complete(requestType: RequestType, physicalId: string): void {
    const verb = requestType.toUpperCase() as Uppercase<RequestType>;
    this.physicalId = physicalId;
    this.note({ ...this.own(), status: `${verb}_COMPLETE` });
    this.note({ ...this.stack(), status: `${verb}_COMPLETE` });
  }

  /** Takes a failed answer; the stack stays as it is, with what it declared before, as with `--no-rollback`. */
  public fail(declaredBefore: Declared): void {
    this.properties = this.propertiesOf(declaredBefore);
    this.note({ ...this.own(), status: 'UPDATE_FAILED', reason: 'Received response status [FAILED] from custom resource.' });
    this.note({ ...this.stack(), status: 'UPDATE_FAILED' });
  }

  private propertiesOf(declared: Declared): PhoneNumberAssociationsProperties {
    return {
      FormatVersion: FORMAT_VERSION,
      AnswerWithinSeconds: String(serviceTimeoutSeconds(this.functionTimeoutSeconds)),
      Associations: Object.fromEntries(Object.entries(declared).map(([path, { voiceConnectorId, phoneNumbers }]) => [path, {
        VoiceConnectorId: voiceConnectorId,
        E164PhoneNumbers: [...phoneNumbers],
        ForceAssociate: 'false' as const,
        Region: 'us-east-1',
        RemovalPolicy: 'destroy' as const,
      }])),
    };
  }

  private stack() {
    return { logicalId: STACK_NAME, physicalId: STACK_ID, type: STACK_TYPE };
  }

  private own() {
    return { logicalId: LOGICAL_ID, physicalId: this.physicalId ?? '', type: RESOURCE_TYPE };
  }

  private note(event: Omit<StackEvent, 'time'>): void {
    this.record.add({ ...event, time: Date.now() - EPOCH });
  }
}
