const MODULUS = 2_147_483_647;

/** A small seeded generator (Lehmer's), so that a run can be repeated from its seed. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = 1 + Math.abs(Math.trunc(seed)) % (MODULUS - 1);
    // Neighbouring seeds start alike: the first numbers are thrown away.
    for (let i = 0; i < 8; i++) this.next();
  }

  /** At least 0, below 1. */
  public next(): number {
    this.state = (this.state * 48_271) % MODULUS;
    return (this.state - 1) / (MODULUS - 1);
  }

  /** A whole number from 0 to `below - 1`. */
  public integer(below: number): number {
    return Math.floor(this.next() * below);
  }

  public pick<T>(choices: readonly T[]): T {
    return choices[this.integer(choices.length)];
  }
}
