interface Export {
  readonly stackId: string;
  readonly value: unknown;
}

/** The outputs that stacks export to others of the account. */
export class Exports {
  private readonly values = new Map<string, Export>();

  /** Puts a stack's exports in place of those that it had. */
  public publish(stackId: string, exported: ReadonlyMap<string, unknown>): void {
    for (const [name, known] of this.values) {
      if (known.stackId === stackId) this.values.delete(name);
    }
    for (const [name, value] of exported) {
      if (this.values.has(name)) throw new Error(`Export with name ${name} is already exported by stack ${this.values.get(name)?.stackId}`);
      this.values.set(name, { stackId, value });
    }
  }

  public valueOf(name: string): unknown {
    const known = this.values.get(name);
    if (!known) throw new Error(`No export named ${name} found`);
    return known.value;
  }
}
