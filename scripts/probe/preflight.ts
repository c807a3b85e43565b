import { observedNumber } from './observed-number';
import { Answer, VoiceApi } from './voice-api';

/** Nothing was written: the account is not as the probe needs it. */
export class RefusedError extends Error {
  public override readonly name = 'RefusedError';
}

export interface Preflight {
  readonly voiceConnectorArn: string;
}

/**
 * Looks before anything is written.
 *
 * @throws RefusedError with every reason
 */
export async function preflight(api: VoiceApi, phoneNumbers: readonly string[], voiceConnectorIds: readonly string[]): Promise<Preflight> {
  const problems: string[] = [];
  const answers: Answer[] = [];
  for (const id of voiceConnectorIds) {
    const answer = await api.getVoiceConnector(id);
    answers.push(answer);
    if (answer.status === 404) problems.push(`Voice connector ${id} does not exist in this account and region.`);
    else if (answer.status !== 200) problems.push(`Voice connector ${id} cannot be read: HTTP ${answer.status} ${answer.code}: ${answer.message}`);
  }
  for (const phoneNumber of phoneNumbers) problems.push(...await problemsOf(api, phoneNumber));
  if (problems.length > 0) throw new RefusedError(`Nothing was written. ${problems.join('\n')}`);
  return { voiceConnectorArn: arnIn(answers[0]) };
}

/** Tells the account, the connector, and one more thing that is unknown: which region is in it. */
export function arnIn({ body }: Answer): string {
  return String((body.VoiceConnector as { readonly VoiceConnectorArn?: string } | undefined)?.VoiceConnectorArn ?? '');
}

async function problemsOf(api: VoiceApi, phoneNumber: string): Promise<string[]> {
  const answer = await api.getPhoneNumber(phoneNumber);
  if (answer.status !== 200 && answer.status !== 404) return [`${phoneNumber} cannot be read: HTTP ${answer.status} ${answer.code}: ${answer.message}`];
  const number = observedNumber(answer);
  if (!number) return [`${phoneNumber} is not a number of this account and region.`];
  const [place] = number.places;
  if (place) return [`${phoneNumber} is in use: it is on ${place.kind} ${place.id}. Name numbers that are on nothing.`];
  if (number.productType !== 'VoiceConnector') return [`${phoneNumber} has product type ${number.productType}: only VoiceConnector numbers can be associated.`];
  if (number.deletionTimestamp) return [`${phoneNumber} is being deleted.`];
  if (number.status !== 'Unassigned') return [`${phoneNumber} has status ${number.status}: the probe takes only numbers that are Unassigned.`];
  return [];
}
