/** Rounds of each alternating measurement. */
export const ROUNDS = 11;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Measures every contestant once a round, in an order that turns by one each round: what the machine does besides meets all of
 * them alike, and none always comes first.
 */
export async function alternate<Contestant extends string, Sample>(
  contestants: readonly Contestant[], measure: (contestant: Contestant, round: number) => Promise<Sample>, rounds = ROUNDS,
): Promise<Record<Contestant, Sample[]>> {
  const samples = Object.fromEntries(contestants.map(contestant => [contestant, []])) as unknown as Record<Contestant, Sample[]>;
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(round + turn) % contestants.length];
      samples[contestant].push(await measure(contestant, round));
    }
  }
  return samples;
}

/** The median of each round's ratio: both values of a round were taken while the machine was equally busy. */
export function medianRatio(values: readonly number[], references: readonly number[]): number {
  return median(values.map((value, round) => value / references[round]));
}
