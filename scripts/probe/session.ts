import { Clock } from './clock';
import { Journal } from './journal';
import { Observations } from './observations';
import { isVoiceConnector, ObservedNumber, observedNumber, Place } from './observed-number';
import { requireSuccess } from './outcome';
import { Answer, VoiceApi } from './voice-api';

export interface SessionOptions {
  readonly api: VoiceApi;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly journal: Journal;
  readonly observations: Observations;
  readonly phoneNumbers: readonly string[];
  readonly voiceConnectorId: string;
  readonly otherVoiceConnectorId?: string;
  readonly region: string;
  readonly accepts: { readonly rate: boolean; readonly createVoiceConnector: boolean };
}

/** Somebody else is at work on a number: the probe ends, and leaves it there. */
export class MovedByOthersError extends Error {
  public override readonly name = 'MovedByOthersError';
}

const VISIBLE_WITHIN_MILLIS = 90_000;
const LOOK_INTERVAL_MILLIS = 500;
/** Of a write that undoes, so that a small limit of the service does not matter. */
const LARGEST_BATCH = 10;

/** What probes work with. Each write is in the journal before it is sent, and is on the named numbers and own connectors alone. */
export class Session {
  public readonly api: VoiceApi;
  public readonly clock: Clock;
  public readonly journal: Journal;
  public readonly observations: Observations;
  public readonly phoneNumbers: readonly string[];
  public readonly voiceConnectorId: string;
  public readonly region: string;
  public readonly accepts: SessionOptions['accepts'];
  /** Another connector that probes may put numbers on: named, or made by a probe. */
  public otherVoiceConnectorId?: string;
  /** The longest that a read was seen to be behind a write. */
  public readLagMillis = 0;

  constructor(private readonly options: SessionOptions) {
    ({
      api: this.api, clock: this.clock, journal: this.journal, observations: this.observations, phoneNumbers: this.phoneNumbers,
      voiceConnectorId: this.voiceConnectorId, otherVoiceConnectorId: this.otherVoiceConnectorId, region: this.region, accepts: this.accepts,
    } = options);
  }

  public sleep(millis: number): Promise<void> {
    return this.clock.sleep(millis, this.options.signal);
  }

  public associate(phoneNumbers: readonly string[], voiceConnectorId: string): Promise<Answer> {
    this.requireOwn(phoneNumbers, voiceConnectorId);
    this.journal.willAssociate(phoneNumbers, voiceConnectorId, this.clock.now());
    return this.api.associate(voiceConnectorId, phoneNumbers);
  }

  public disassociate(phoneNumbers: readonly string[], voiceConnectorId: string): Promise<Answer> {
    this.requireOwn(phoneNumbers, voiceConnectorId);
    this.journal.willDisassociate(phoneNumbers, this.clock.now());
    return this.api.disassociate(voiceConnectorId, phoneNumbers);
  }

  /** @throws MovedByOthersError if it is where the probe cannot have put it */
  public async look(phoneNumber: string): Promise<ObservedNumber> {
    const number = observedNumber(await this.api.getPhoneNumber(phoneNumber));
    if (!number) throw new MovedByOthersError(`${phoneNumber} has left the account while the probe was at work`);
    const owed = this.journal.content.phoneNumbers.find(other => other.phoneNumber === phoneNumber);
    const strange = number.places.find(place => !isVoiceConnector(place, owed?.voiceConnectorIds ?? []));
    if (strange) throw new MovedByOthersError(`${phoneNumber} is on ${strange.kind} ${strange.id}, and this probe has not put it there`);
    return number;
  }

  public async isOn(phoneNumber: string, voiceConnectorId: string): Promise<boolean> {
    return (await this.look(phoneNumber)).places.some(place => isVoiceConnector(place, [voiceConnectorId]));
  }

  /** Puts a number that is on nothing on a connector, and waits until reads show it. */
  public async putOn(phoneNumber: string, voiceConnectorId = this.voiceConnectorId): Promise<Answer> {
    const answer = requireSuccess(await this.associate([phoneNumber], voiceConnectorId));
    await this.waitUntilOn([phoneNumber], voiceConnectorId);
    return answer;
  }

  /** Waits until reads show the numbers on a connector. */
  public async waitUntilOn(phoneNumbers: readonly string[], voiceConnectorId: string): Promise<void> {
    const isThere = (places: readonly Place[]) => places.some(place => isVoiceConnector(place, [voiceConnectorId]));
    for (const phoneNumber of phoneNumbers) await this.waitFor(phoneNumber, isThere);
  }

  /** Takes numbers off where the probe has put them, and waits until reads show it. */
  public async takeOff(phoneNumbers: readonly string[]): Promise<void> {
    const byConnector = new Map<string, string[]>();
    for (const phoneNumber of phoneNumbers) {
      for (const { id } of (await this.look(phoneNumber)).places) byConnector.set(id, [...byConnector.get(id) ?? [], phoneNumber]);
    }
    for (const [id, all] of byConnector) {
      for (let start = 0; start < all.length; start += LARGEST_BATCH) await this.disassociateOrOneByOne(all.slice(start, start + LARGEST_BATCH), id);
    }
    for (const phoneNumber of phoneNumbers) await this.waitFor(phoneNumber, places => places.length === 0);
  }

  private async disassociateOrOneByOne(phoneNumbers: readonly string[], voiceConnectorId: string): Promise<void> {
    const { status } = await this.disassociate(phoneNumbers, voiceConnectorId);
    if (status < 400 || phoneNumbers.length === 1) return;
    for (const phoneNumber of phoneNumbers) await this.disassociate([phoneNumber], voiceConnectorId);
  }

  private async waitFor(phoneNumber: string, isThere: (places: readonly Place[]) => boolean): Promise<void> {
    const deadline = this.clock.now() + VISIBLE_WITHIN_MILLIS;
    while (!isThere((await this.look(phoneNumber)).places)) {
      if (this.clock.now() > deadline) throw new Error(`reads did not show a write of ${phoneNumber} within ${VISIBLE_WITHIN_MILLIS / 1_000} s`);
      await this.sleep(LOOK_INTERVAL_MILLIS);
    }
  }

  private requireOwn(phoneNumbers: readonly string[], voiceConnectorId: string): void {
    const created = this.journal.content.voiceConnectors.map(owed => owed.voiceConnectorId);
    const strange = phoneNumbers.find(phoneNumber => !this.phoneNumbers.includes(phoneNumber))
      ?? [voiceConnectorId].find(id => ![this.voiceConnectorId, this.options.otherVoiceConnectorId, ...created].includes(id));
    if (strange !== undefined) throw new Error(`The probe must not touch ${strange}`);
  }
}
