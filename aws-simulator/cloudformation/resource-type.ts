import { ChimeService } from '../chime/chime-service';
import { Iam } from '../iam';
import { LambdaService } from '../lambda/lambda-service';
import { Simulation } from '../simulation';
import { Cancellation } from './cancellation';
import { CloudFormationService } from './cloudformation-service';
import { Properties } from './template';

/** The account in which resources are made. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly simulation: Simulation;
  readonly iam: Iam;
  readonly lambda: LambdaService;
  readonly chime: ChimeService;
  readonly cloudFormation: CloudFormationService;
  /** How resources of a type are handled. A type that is not known is an error. */
  readonly resourceType: (name: string) => ResourceType;
  /** Virtual milliseconds for which a new connector is unknown to the API. */
  readonly freshConnectorMs: number;
}

/** The stack to which a resource belongs, in the deployment that is under way. */
export interface StackContext {
  readonly environment: Environment;
  readonly stackName: string;
  readonly stackId: string;
  /** Files and unpacked directories, by the S3 key that the template gives to them. */
  readonly assets: ReadonlyMap<string, string>;
  /** Counts the deployments of the stack: its rollback and clean-up are part of one. */
  readonly deployment: number;
  /** Whether the deployment stops at a failure instead of rolling back. */
  readonly disableRollback: boolean;
}

export interface ResourceRequest extends StackContext {
  readonly logicalId: string;
  readonly type: string;
  /** Resolved. */
  readonly properties: Properties;
  /** Whether CloudFormation still waits for the operation. */
  readonly cancellation: Cancellation;
}

export interface ExistingResource extends ResourceRequest {
  readonly physicalId: string;
}

export interface ChangedResource extends ExistingResource {
  readonly oldProperties: Properties;
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
  update(request: ChangedResource): Promise<ResourceState> | ResourceState;
  delete(request: ExistingResource): Promise<void> | void;
  /** Ends an update when that of the whole stack has succeeded. @default - nothing to do */
  cleanUp?(request: ExistingResource): Promise<void> | void;
  /** Takes an update back. @default - an update with the old properties */
  rollBack?(request: ChangedResource): Promise<ResourceState> | ResourceState;
}

/** A failure that leaves something behind which CloudFormation must delete. */
export class ResourceFailure extends Error {
  public override readonly name = 'ResourceFailure';

  constructor(message: string, public readonly physicalId?: string) {
    super(message);
  }
}
