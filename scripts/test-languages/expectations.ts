import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesizedStack } from './synthesized-stack';
import { SimulatedAccount } from '../../aws-simulator';
import { RESOURCE_TYPE } from '../../src/contract/properties';
import { inRepository } from '../support/repository';

/** The connector of the example, and the four resources of the library. */
const RESOURCE_TYPES = ['AWS::Chime::VoiceConnector', 'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup', RESOURCE_TYPE];

/** The template of one language is that of another. */
export function expectSameTemplate(actual: SynthesizedStack, expected: SynthesizedStack): void {
  deepStrictEqual(actual.comparableTemplate(), expected.comparableTemplate());
}

/** The handler's asset is the bundle of this repository, byte for byte, and nothing else. */
export function expectShippedBundle({ handlerAsset }: SynthesizedStack): void {
  const bundle = inRepository('assets', 'lambda', 'phone-number-associations');
  deepStrictEqual(readdirSync(handlerAsset), readdirSync(bundle));
  for (const file of readdirSync(bundle)) {
    if (readFileSync(join(handlerAsset, file)).equals(readFileSync(join(bundle, file)))) continue;
    throw new Error(`${file} in the cloud assembly is not the one in assets: bundle and pack again, with \`npx projen bundle\` and \`npx projen package-all\``);
  }
}

/** The stack has what it needs and no more, can be created and deleted, and its numbers are associated in between. */
export async function expectDeployable({ source, phoneNumbers, resourceTypes }: SynthesizedStack): Promise<void> {
  deepStrictEqual(resourceTypes, RESOURCE_TYPES);
  const aws = await SimulatedAccount.start({ seed: 1 });
  try {
    phoneNumbers.forEach(number => aws.chime.order(number));
    const stack = aws.stack('Telephony');

    const { status, reasons } = await stack.deploy(source);
    deepStrictEqual({ status, reasons }, { status: 'CREATE_COMPLETE', reasons: [] });
    const connectorIds = phoneNumbers.map(number => aws.chime.ownerOf(number)?.value);
    deepStrictEqual(connectorIds, phoneNumbers.map(() => stack.resourcesOfType('AWS::Chime::VoiceConnector')[0].attributes?.VoiceConnectorId));

    const deletion = await stack.delete();
    deepStrictEqual({ status: deletion.status, reasons: deletion.reasons }, { status: 'DELETE_COMPLETE', reasons: [] });
    deepStrictEqual(phoneNumbers.map(number => aws.chime.ownerOf(number)), phoneNumbers.map(() => undefined));
  } finally {
    await aws.stop();
  }
}
