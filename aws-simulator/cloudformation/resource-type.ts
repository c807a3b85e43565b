import { ChimeService } from '../chime/chime-service';
import { Iam } from '../iam';
import { LambdaService } from '../lambda/lambda-service';
import { Simulation } from '../simulation';
import { ResponseMailbox } from './response-mailbox';
import { Properties } from './template';

/** The account in which resources are made. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly simulation: Simulation;
  readonly iam: Iam;
  readonly lambda: LambdaService;
  readonly chime: ChimeService;
  readonly mailbox: ResponseMailbox;
  /** Virtual milliseconds for which a new connector is unknown to the API. */
  readonly freshConnectorMs: number;
}

export interface ResourceRequest {
  readonly environment: Environment;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  /** Resolved. */
  readonly properties: Properties;
  readonly assets: ReadonlyMap<string, string>;
}

export interface ExistingResource extends ResourceRequest {
  readonly physicalId: string;
}

/** A resource as it now is. */
export interface ResourceState {
  readonly physicalId: string;
  /** @default - the physical id */
  readonly ref?: string;
  readonly attributes?: Properties;
}

/** How CloudFormation handles one type of resource. */
export interface ResourceType {
  /** Properties whose change makes a new resource. @default - none */
  readonly replacedBy?: readonly string[];
  create(request: ResourceRequest): Promise<ResourceState> | ResourceState;
  /** A changed physical id means that the old resource is to be deleted later. */
  update(request: ExistingResource & { readonly oldProperties: Properties }): Promise<ResourceState> | ResourceState;
  delete(request: ExistingResource): Promise<void> | void;
}

/** A failure that leaves something behind which CloudFormation must delete. */
export class ResourceFailure extends Error {
  override readonly name = 'ResourceFailure';

  constructor(message: string, readonly physicalId?: string) {
    super(message);
  }
}
