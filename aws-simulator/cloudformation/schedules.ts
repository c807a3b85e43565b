import { DeployedResource } from './deployed-resource';
import { Environment } from './resource-type';

interface Target {
  readonly Arn: string;
  readonly Input?: string;
  readonly RoleArn?: string;
}

/** EventBridge Scheduler calls with a role; a rule with a permission on the function. */
function mayInvoke(source: DeployedResource, target: Target, resources: ReadonlyMap<string, DeployedResource>, { iam }: Environment): boolean {
  if (source.type === 'AWS::Scheduler::Schedule') return iam.isAllowed(target.RoleArn?.split('/').at(-1) ?? '', 'lambda:InvokeFunction', target.Arn);
  return [...resources.values()].some(({ type, properties }) => type === 'AWS::Lambda::Permission'
    && properties.Action === 'lambda:InvokeFunction'
    && properties.FunctionName === target.Arn
    && properties.Principal === 'events.amazonaws.com'
    && properties.SourceArn === source.attributes?.Arn);
}

/** Hands the event to the target of a schedule or rule, and returns what the function returned in the end. */
export async function fire(logicalId: string, resources: ReadonlyMap<string, DeployedResource>, environment: Environment): Promise<unknown> {
  const source = resources.get(logicalId);
  const { Target: single, Targets: several, State: state } = source?.properties ?? {};
  const [target] = [single ?? several ?? []].flat() as Target[];
  if (!source || !target) throw new Error(`${logicalId} is neither a schedule nor a rule with a target`);
  if (state === 'DISABLED') throw new Error(`${logicalId} is disabled`);
  if (!mayInvoke(source, target, resources, environment)) throw new Error(`${logicalId} is not allowed to invoke ${target.Arn}`);
  const { functionError, payload } = await environment.lambda.invokeAsynchronously(target.Arn, JSON.parse(target.Input ?? '{}'));
  if (functionError) throw new Error(`${target.Arn} failed: ${payload}`);
  return JSON.parse(payload);
}
