import { Placement } from './owner';
import { WriteJournal } from './write-journal';

/** What was done to the numbers of a deployment, and where they were before: all that the undo of a run needs. */
export class UndoLog {
  /** Written to the owner that the new template declares. */
  public readonly associated = new WriteJournal();
  /** Taken off the owner that the old template declares. */
  public readonly disassociated = new WriteJournal();
  /** Where numbers were that were taken by force. */
  public readonly takenFrom = new Map<string, Placement>();
  /** What an earlier run of the same event has associated. Where it took a number from, only its log knows. */
  public readonly adopted = new Set<string>();
}
