import { Silence, StrayWrite } from './finding';
import { NumberLedger } from './number-ledger';
import { occurrencesOf } from './occurrences';
import { MonthRecord } from './record';

export interface Findings {
  readonly silences: readonly Silence[];
  readonly strayWrites: readonly StrayWrite[];
}

/** Follows each number through the month. */
export function findSilence(month: MonthRecord): Findings {
  const silences: Silence[] = [];
  const strayWrites: StrayWrite[] = [];
  for (const [phoneNumber, occurrences] of occurrencesOf(month)) {
    const ledger = new NumberLedger(phoneNumber);
    for (const occurrence of occurrences) ledger.enter(occurrence);
    ledger.close(month.endedAt);
    silences.push(...ledger.silences);
    strayWrites.push(...ledger.strayWrites);
  }
  return { silences, strayWrites };
}
