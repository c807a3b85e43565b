/** How a resource's operation ends that CloudFormation does not wait for any more. */
export class Cancelled extends Error {
  public override readonly name = 'Cancelled';

  /** @param physicalId of what may have been made, for its deletion */
  constructor(public readonly physicalId?: string) {
    super('CloudFormation has stopped waiting');
  }
}

/** Lets work that is under way hear that nobody waits for it. */
export class Cancellation {
  private readonly listeners = new Set<() => void>();
  private wasRequested = false;

  public get requested(): boolean {
    return this.wasRequested;
  }

  public request(): void {
    this.wasRequested = true;
    for (const listener of [...this.listeners]) listener();
    this.listeners.clear();
  }

  /** Calls the listener when cancellation is requested; the result takes the listener away. */
  public onRequest(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
