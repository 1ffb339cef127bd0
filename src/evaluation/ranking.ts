/** How well the one right answer of each query was ranked. */
export interface RankingMetrics {
  readonly medianRank: number;
  /** Median rank as a percentage of the number of candidates; 50 is chance. */
  readonly medianRankPercent: number;
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  /** Share of the answers among the first 1, 5, 10 percent of the candidates. */
  readonly recallAt1Percent: number;
  readonly recallAt5Percent: number;
  readonly recallAt10Percent: number;
  /** Mean of 1 / rank. */
  readonly mrr: number;
}

/**
 * @param ranks      of the right answer, from 1, one for each query
 * @param candidates how many items were ranked
 */
export function rankingMetrics(ranks: ArrayLike<number>, candidates: number): RankingMetrics {
  const median = medianOf(ranks);
  const within = (share: number): number => recallAt(ranks, Math.max(1, Math.floor(share * candidates)));
  return {
    medianRank: median,
    medianRankPercent: candidates === 0 ? 0 : (100 * median) / candidates,
    recallAt1: recallAt(ranks, 1),
    recallAt5: recallAt(ranks, 5),
    recallAt10: recallAt(ranks, 10),
    recallAt1Percent: within(0.01),
    recallAt5Percent: within(0.05),
    recallAt10Percent: within(0.1),
    mrr: meanReciprocalRank(ranks),
  };
}

/** Share of the ranks that are at most k, in [0, 1]; 0 without ranks. */
export function recallAt(ranks: ArrayLike<number>, k: number): number {
  let found = 0;
  for (const rank of Array.from(ranks)) if (rank <= k) found++;
  return ranks.length === 0 ? 0 : found / ranks.length;
}

/** Mean of 1 / rank, in (0, 1]; 0 without ranks. */
export function meanReciprocalRank(ranks: ArrayLike<number>): number {
  let sum = 0;
  for (const rank of Array.from(ranks)) sum += 1 / rank;
  return ranks.length === 0 ? 0 : sum / ranks.length;
}

/** The middle value, or the mean of the two middle ones; 0 of an empty list. */
export function medianOf(values: ArrayLike<number>): number {
  return quantileOf(values, 0.5);
}

/**
 * Quantile by linear interpolation between the closest ranks (Hyndman and Fan 1996, type 7).
 * @param share in [0, 1]
 */
export function quantileOf(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}

/** What a ranking by chance would show. */
export function chanceOfRanking(candidates: number): { medianRankPercent: number; recallAt10: number } {
  return { medianRankPercent: 50, recallAt10: candidates === 0 ? 0 : Math.min(1, 10 / candidates) };
}
