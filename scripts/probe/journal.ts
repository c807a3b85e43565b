import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface OwedNumber {
  readonly phoneNumber: string;
  /** The connectors that the probe may have put it on. */
  readonly voiceConnectorIds: readonly string[];
  /** When the last write was sent, in milliseconds since 1970. */
  readonly lastWriteAt: number;
}

export interface OwedVoiceConnector {
  /** Made up for this run, so that no other connector has it. */
  readonly name: string;
  /** Unknown if the run ended before the answer. */
  readonly voiceConnectorId?: string;
  readonly lastWriteAt: number;
}

export interface JournalHeader {
  readonly startedAt: string;
  readonly region: string;
  readonly endpoint?: string;
  /** ARN of the connector that was named: tells the account. */
  readonly voiceConnectorArn: string;
  readonly voiceConnectorId: string;
  /** All that the run may touch. */
  readonly namedPhoneNumbers: readonly string[];
}

/** What has to be put back: numbers that go back to nothing, connectors that are to be deleted. */
export interface JournalContent extends JournalHeader {
  readonly version: 1;
  readonly phoneNumbers: readonly OwedNumber[];
  readonly voiceConnectors: readonly OwedVoiceConnector[];
}

/** Where a journal is kept. A write that has returned outlives the process and the machine. */
export interface JournalStorage {
  write(text: string): void;
  remove(): void;
}

/** A write-ahead journal: what a request may leave behind is written down before the request is sent. */
export class Journal {
  public static begin(storage: JournalStorage, header: JournalHeader): Journal {
    const journal = new Journal(storage, { version: 1, ...header, phoneNumbers: [], voiceConnectors: [] });
    journal.save();
    return journal;
  }

  public static resume(storage: JournalStorage, text: string): Journal {
    return new Journal(storage, parseJournal(text));
  }

  private constructor(private readonly storage: JournalStorage, private state: JournalContent) {}

  public get content(): JournalContent {
    return this.state;
  }

  public get owesNothing(): boolean {
    return this.state.phoneNumbers.length === 0 && this.state.voiceConnectors.length === 0;
  }

  /** To be called before the request is sent. */
  public willAssociate(phoneNumbers: readonly string[], voiceConnectorId: string, at: number): void {
    const others = this.state.phoneNumbers.filter(({ phoneNumber }) => !phoneNumbers.includes(phoneNumber));
    const owed = phoneNumbers.map(phoneNumber => {
      const before = this.state.phoneNumbers.find(other => other.phoneNumber === phoneNumber)?.voiceConnectorIds ?? [];
      return { phoneNumber, voiceConnectorIds: [...new Set([...before, voiceConnectorId])], lastWriteAt: at };
    });
    this.update({ phoneNumbers: [...others, ...owed] });
  }

  /** To be called before the request is sent; of what is not owed there is nothing to note. */
  public willDisassociate(phoneNumbers: readonly string[], at: number): void {
    this.update({ phoneNumbers: this.state.phoneNumbers.map(owed => phoneNumbers.includes(owed.phoneNumber) ? { ...owed, lastWriteAt: at } : owed) });
  }

  /** To be called before the request is sent. */
  public willCreate(name: string, at: number): void {
    this.update({ voiceConnectors: [...this.state.voiceConnectors, { name, lastWriteAt: at }] });
  }

  public created(name: string, voiceConnectorId: string): void {
    this.update({ voiceConnectors: this.state.voiceConnectors.map(owed => owed.name === name ? { ...owed, voiceConnectorId } : owed) });
  }

  /** A number is as it was, or has become somebody else's. */
  public settleNumber(settled: string): void {
    this.update({ phoneNumbers: this.state.phoneNumbers.filter(({ phoneNumber }) => phoneNumber !== settled) });
  }

  public settleVoiceConnector(settled: string): void {
    this.update({ voiceConnectors: this.state.voiceConnectors.filter(({ name }) => name !== settled) });
  }

  /** Removes the journal if nothing is owed. */
  public close(): void {
    if (this.owesNothing) this.storage.remove();
  }

  private update(change: Partial<JournalContent>): void {
    this.state = { ...this.state, ...change };
    this.save();
  }

  private save(): void {
    this.storage.write(`${JSON.stringify(this.state, undefined, 2)}\n`);
  }
}

function parseJournal(text: string): JournalContent {
  let content: Partial<JournalContent>;
  try {
    content = JSON.parse(text) as Partial<JournalContent>;
  } catch (error) {
    throw new Error('This is no journal of the probe: it is not JSON', { cause: error });
  }
  if (content.version !== 1) throw new Error(`This is no journal that this probe can read: expected version 1, got ${content.version}`);
  const isComplete = [content.phoneNumbers, content.voiceConnectors, content.namedPhoneNumbers].every(field => Array.isArray(field))
    && typeof content.region === 'string' && typeof content.voiceConnectorId === 'string';
  if (!isComplete) throw new Error('This is no journal of the probe: fields are missing');
  return content as JournalContent;
}

/** A file that is replaced as a whole, so that it is complete at every moment. */
export class JournalFile implements JournalStorage {
  constructor(public readonly path: string) {}

  public exists(): boolean {
    return existsSync(this.path);
  }

  public read(): string {
    return readFileSync(this.path, 'utf8');
  }

  public write(text: string): void {
    const draft = `${this.path}.new`;
    const file = openSync(draft, 'w', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(draft, this.path);
    const directory = openSync(dirname(this.path), 'r');
    fsyncSync(directory);
    closeSync(directory);
  }

  public remove(): void {
    rmSync(this.path);
  }
}
