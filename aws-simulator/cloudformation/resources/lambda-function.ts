import { generatedName } from '../physical-id';
import { ResourceRequest, ResourceState, ResourceType } from '../resource-type';

interface FunctionProperties {
  readonly Code: { readonly S3Key?: string };
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly FunctionName?: string;
  readonly Handler: string;
  readonly LoggingConfig?: { readonly LogGroup?: string };
  readonly MemorySize?: number;
  readonly Role: string;
  readonly Timeout?: number;
}

function put(request: ResourceRequest, name: string): ResourceState {
  const { account, region, lambda } = request.environment;
  const properties = request.properties as unknown as FunctionProperties;
  const directory = request.assets.get(properties.Code.S3Key ?? '');
  if (!directory) throw new Error(`Function ${request.logicalId}: its code ${JSON.stringify(properties.Code)} is not an asset directory of the cloud assembly`);
  const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
  lambda.put({
    arn,
    name,
    directory,
    region,
    handler: properties.Handler,
    environment: properties.Environment?.Variables ?? {},
    roleName: properties.Role.split('/').at(-1) ?? '',
    timeoutSeconds: Number(properties.Timeout ?? 3),
    memoryMegabytes: Number(properties.MemorySize ?? 128),
    logGroupName: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
  });
  return { physicalId: name, attributes: { Arn: arn } };
}

/** `AWS::Lambda::Function`, with code from an asset. */
export const lambdaFunction: ResourceType = {
  replacedBy: ['FunctionName'],
  create: request => put(request, request.properties.FunctionName as string | undefined ?? generatedName(request)),
  update: request => put(request, request.physicalId),
  delete: ({ environment: { account, region, lambda }, physicalId }) => lambda.remove(`arn:aws:lambda:${region}:${account}:function:${physicalId}`),
};
