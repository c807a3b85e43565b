import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AssociationStandIn, StandInDefinition } from './association-stand-in';
import { groupStatement } from './roles';
import { elementsOf } from './tree';

/**
 * Allows the handler to write to voice connector groups. It is there only where an association of the stack can need it.
 *
 * A policy of its own, not a statement in the role: an inline statement leaves with the template that has it, so the permission would
 * be gone before the numbers of the last group are. A resource that the associations depend on goes after them.
 */
export class GroupPolicy extends iam.CfnPolicy {
  public constructor(scope: Construct, id: string, roleName: string) {
    super(scope, id, {
      policyName: 'VoiceConnectorGroups',
      policyDocument: new iam.PolicyDocument({ statements: [groupStatement()] }),
      roles: [roleName],
    });
  }

  protected shouldSynthesize(): boolean {
    return elementsOf(this.stack).filter(AssociationStandIn.isStandIn).some(standIn => {
      const { Properties } = this.stack.resolve(standIn.definition()) as StandInDefinition;
      // By force numbers can also be taken from a group, and are given back to it when the deployment fails.
      return Properties?.VoiceConnectorGroupId !== undefined || String(Properties?.ForceAssociate) !== 'false';
    });
  }
}
