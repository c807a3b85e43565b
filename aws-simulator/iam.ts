import { createHash } from 'node:crypto';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: unknown;
}

export interface PolicyDocument {
  readonly Statement: Statement | Statement[];
}

function list<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}

function matches(pattern: string, value: string, flags = ''): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, flags).test(value);
}

/** What each role may do, after the policies that are in force at this moment. */
export class Iam {
  private readonly policies = new Map<string, Map<string, PolicyDocument>>();
  private readonly rolesByKey = new Map<string, string>();

  public putPolicy(role: string, policy: string, document: PolicyDocument): void {
    const conditional = list(document.Statement).find(statement => statement.Condition);
    if (conditional) throw new Error(`Policy ${policy} has a Condition, which the local IAM does not evaluate: ${JSON.stringify(conditional)}`);
    const ofRole = this.policies.get(role) ?? new Map<string, PolicyDocument>();
    this.policies.set(role, ofRole.set(policy, document));
  }

  public removePolicy(role: string, policy: string): void {
    this.policies.get(role)?.delete(policy);
  }

  public removeRole(role: string): void {
    this.policies.delete(role);
  }

  /** Forgets all policies. Access keys stay as they are: they follow from the role's name. */
  public reset(): void {
    this.policies.clear();
  }

  /** The access key that a function with this role signs its requests with. */
  public accessKeyOf(role: string): string {
    const key = `ASIA${createHash('sha256').update(role).digest('hex').slice(0, 16).toUpperCase()}`;
    this.rolesByKey.set(key, role);
    return key;
  }

  public roleOf(accessKey: string): string | undefined {
    return this.rolesByKey.get(accessKey);
  }

  /** `resource` is `*` for actions that know no resource: then only a statement on `*` grants them. */
  public isAllowed(role: string, action: string, resource: string): boolean {
    const statements = [...this.policies.get(role)?.values() ?? []].flatMap(document => list(document.Statement))
      .filter(statement => list(statement.Action).some(pattern => matches(pattern, action, 'i')))
      .filter(statement => list(statement.Resource).some(pattern => (resource === '*' ? pattern === '*' : matches(pattern, resource))));
    return statements.some(({ Effect }) => Effect === 'Allow') && !statements.some(({ Effect }) => Effect === 'Deny');
  }
}
