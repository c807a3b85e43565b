import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { IConstruct } from 'constructs';
import { Finding } from './finding';

const PACKS: readonly NagPack[] = [
  new AwsSolutionsChecks(), new HIPAASecurityChecks(), new NIST80053R4Checks(), new NIST80053R5Checks(), new PCIDSS321Checks(),
];

export const PACK_NAMES = PACKS.map(({ name }) => name);

/** What cdk-nag finds in a synthesized app. */
export function judgeWithCdkNag(app: IConstruct): Finding[] {
  return PACKS.flatMap(pack => pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) => (
    (violatingResources ?? []).map(({ constructPath = '' }) => ({
      judge: pack.name,
      rule: ruleName.slice(`${pack.name}-`.length),
      subject: subjectOf(constructPath),
      place: constructPath,
      message: description,
    }))
  )));
}

/** The construct that a user sees: what CDK renders for it is its child `Resource`. */
function subjectOf(constructPath: string): string {
  return constructPath.replace(/\/Resource$/, '').split('/').at(-1)!;
}
