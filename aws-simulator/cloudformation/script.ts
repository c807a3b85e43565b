export type ScriptedOperation = 'create' | 'update' | 'delete';

/** How one operation on a scripted resource goes. */
export interface ScriptedTurn {
  /** Virtual milliseconds. @default 0 */
  readonly takesMs?: number;
  /** The reason of a failure. @default - it succeeds */
  readonly failsWith?: string;
}

/** The turns of one scripted resource that are still to come. */
export class Script {
  private readonly turns: Record<ScriptedOperation, ScriptedTurn[]> = { create: [], update: [], delete: [] };

  public add(operation: ScriptedOperation, turns: readonly ScriptedTurn[]): void {
    this.turns[operation].push(...turns);
  }

  public next(operation: ScriptedOperation): ScriptedTurn {
    return this.turns[operation].shift() ?? {};
  }
}
