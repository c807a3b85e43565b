import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { voiceConnector } from '../../aws-simulator';
import { CloudAssemblies } from '../../aws-simulator/testing';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';

export const STACK_NAME = 'Telephony';

export const OFFICE = voiceConnector('abcdef1ghij2klmno3pqr4');
export const BRANCH = voiceConnector('branch1ghij2klmno3pqr4');

export const [STAYS, MOVES, COMES, LEAVES] = ['+12065550100', '+12065550101', '+12065550102', '+12065550110'];

/** Numbers by connector and by the name of the association that declares them. */
type Declared = Readonly<Record<string, { readonly connector: string; readonly numbers: string[] }>>;

const BEFORE: Declared = {
  Office: { connector: OFFICE.value, numbers: [STAYS, MOVES] },
  Branch: { connector: BRANCH.value, numbers: [LEAVES] },
};

/** The office's construct has another name, and each number that changes does so in a way of its own. */
const AFTER: Declared = {
  Reception: { connector: OFFICE.value, numbers: [STAYS, COMES] },
  Branch: { connector: BRANCH.value, numbers: [MOVES] },
};

/** The stack before the update, and as it is to be. */
export function synthesizeStack(assemblies: CloudAssemblies, when: 'before' | 'after'): CloudFormationStackArtifact {
  return assemblies.synthesizeStack(STACK_NAME, stack => {
    for (const [id, { connector, numbers }] of Object.entries(when === 'before' ? BEFORE : AFTER)) {
      new VoiceConnectorPhoneNumberAssociation(stack, id, { voiceConnectorId: connector, e164PhoneNumbers: numbers });
    }
  });
}
