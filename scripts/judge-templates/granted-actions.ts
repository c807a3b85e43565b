import { Template, TemplateResource } from '../../aws-simulator/cloudformation/template';

/** One action that a role is granted on one resource. */
export interface GrantedAction {
  readonly action: string;
  /** An ARN, with `*` for what the template does not know yet, or `*` alone. */
  readonly resource: string;
  /** Template and logical id. */
  readonly place: string;
}

interface PolicyDocument {
  readonly Statement: ReadonlyArray<{ readonly Action: string | readonly string[]; readonly Resource?: unknown }>;
}

/** The ARNs of resources that policies refer to by `Fn::GetAtt … Arn`. */
const ARN_BY_TYPE: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'arn:aws:lambda:*:*:function:*',
  'AWS::Logs::LogGroup': 'arn:aws:logs:*:*:log-group:*:*',
};

/** What the roles of a template are granted, in their own policies and in those attached to them. */
export function grantedActions(name: string, template: Template): GrantedAction[] {
  return Object.entries(template.Resources).flatMap(([logicalId, resource]) => (
    policiesOf(resource).flatMap(({ Statement }) => Statement.flatMap(({ Action, Resource }) => (
      list(Action).flatMap(action => list(Resource).map(value => ({ action, resource: textOf(value, template), place: `${name}/${logicalId}` })))
    )))
  ));
}

function policiesOf({ Type, Properties = {} }: TemplateResource): PolicyDocument[] {
  if (Type === 'AWS::IAM::Role') return (Properties.Policies as Array<{ PolicyDocument: PolicyDocument }> | undefined ?? []).map(({ PolicyDocument }) => PolicyDocument);
  return Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy' ? [Properties.PolicyDocument as PolicyDocument] : [];
}

/** A text of the template; one that is not known here is an error, for `*` in its place would overlap with anything. */
function textOf(value: unknown, template: Template): string {
  if (typeof value === 'string') return value;
  const { Ref: reference, 'Fn::Join': join, 'Fn::GetAtt': attribute } = value as Record<string, unknown>;
  if (reference === 'AWS::Partition') return 'aws';
  if (reference === 'AWS::AccountId' || reference === 'AWS::Region') return '*';
  if (reference === 'AWS::StackId') return 'arn:aws:cloudformation:*:*:stack/*/*';
  if (join) {
    const [separator, parts] = join as [string, readonly unknown[]];
    return parts.map(part => textOf(part, template)).join(separator);
  }
  const [logicalId, name] = attribute as [string, string] | undefined ?? [];
  const arn = name === 'Arn' && logicalId !== undefined ? ARN_BY_TYPE[template.Resources[logicalId].Type] : undefined;
  if (arn === undefined) throw new Error(`The resource ${JSON.stringify(value)} of a policy is not known: add it to ${__filename}`);
  return arn;
}

function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
