/** Grades by the id of the judged item; items that are not judged have grade 0. */
export type Grades = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), with gain 2^grade - 1 (Burges et al. 2005).
 * An id that is ranked twice counts once, so the result is never above 1.
 * @param ranked ids, best first
 * @returns in [0, 1]; 0 when nothing is relevant
 */
export function ndcgAt(ranked: readonly string[], grades: Grades, k: number): number {
  const ideal = discountedGain([...grades.values()].sort((a, b) => b - a).slice(0, k));
  if (ideal === 0) return 0;
  return discountedGain(gradesOf(ranked, grades, k)) / ideal;
}

/** Share of the first k places that hold a relevant item; places that stay empty count as wrong. */
export function precisionAt(ranked: readonly string[], grades: Grades, k: number): number {
  return gradesOf(ranked, grades, k).filter((grade) => grade > 0).length / k;
}

/** Share of the relevant items among the first k; 0 when nothing is relevant. */
export function recallOfRelevant(ranked: readonly string[], grades: Grades, k: number): number {
  const relevant = [...grades.values()].filter((grade) => grade > 0).length;
  const found = gradesOf(ranked, grades, k).filter((grade) => grade > 0).length;
  return relevant === 0 ? 0 : found / relevant;
}

/** Grades at the first k places; a repeated id has grade 0 from its second place on. */
function gradesOf(ranked: readonly string[], grades: Grades, k: number): number[] {
  const seen = new Set<string>();
  return ranked.slice(0, k).map((id) => {
    if (seen.has(id)) return 0;
    seen.add(id);
    return grades.get(id) ?? 0;
  });
}

/** Sum of (2^grade - 1) / log2(place + 1), places from 1. */
function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
}
