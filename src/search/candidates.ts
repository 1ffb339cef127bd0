import { TopK } from '../vector/top-k.js';
import { differenceOf, fact, logisticOf, quotientOf, sumOf, weighted, type Explanation } from './explanation.js';
import type { Allowed } from './filters.js';
import { calibrated, fuseNumbers, type ModeScores, type ModeWeights } from './fusion.js';
import type { SearchIndex } from './search-index.js';
import type { NeighbourSettings, QueryKind } from './settings.js';
import type { SideScores, VectorSide } from './vector-side.js';
import type { WordRanking } from './word-ranking.js';

/** What a query has been turned into: scores for words, vectors for the two spaces. */
export interface PreparedQuery {
  readonly kind: QueryKind;
  readonly weights: ModeWeights;
  readonly words: WordRanking | undefined;
  readonly text: Float32Array | undefined;
  readonly image: Float32Array | undefined;
  readonly allow: Allowed | undefined;
  /** A product that is left out: the one that others are to be like. */
  readonly except: number | undefined;
}

/** Products with their scores in [0, 1], in no order. */
export interface ScoredRows {
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
}

/**
 * The products that a query asks for, in no order. Total, facets and every page are taken from this one set; what is
 * shown of a product is made when it stands on a page.
 */
export interface ResultSet extends ScoredRows {
  /** Products that are near the query and not what it asks for. */
  readonly related: ScoredRows;
  /** What each ranking says of a product, calibrated to [0, 1]. */
  readonly matched: (row: number) => ModeScores;
  /** Why a product has its score, within the state of the catalog that it was found in. */
  readonly explain: (row: number) => Explanation;
  /** The vector of a product's best photo; undefined when no photo was compared. */
  readonly photoVector: (row: number) => number | undefined;
}

/** Beyond so many products, those that match the words worse are not compared with the vectors one by one. */
const MOST_COMPARED = 500;

/** What a query without words, photo and product finds beside its filters. */
export const NOTHING_RELATED: ScoredRows = { rows: new Uint32Array(0), scores: new Float32Array(0) };

/**
 * The result set of a query, filtered. By words it is the products that hold what the words ask for: the kind of thing
 * that they name, and as much of the rest as any product of the kind has. What else matches some of the words, and the
 * neighbours of the vectors within the cut-off, are only related. A photo alone asks for its neighbours.
 */
export function resultSet(index: SearchIndex, query: PreparedQuery): ResultSet {
  const { images, texts, settings } = index;
  const found = new FoundRows(index.rows);
  const byWords = query.words === undefined ? 0 : addMatching(found, query.words, query.allow, settings.enoughMatches);
  // In a small catalog a broad query has so many near neighbours that none stands out, and the cut-off lets none in.
  const atLeast = byWords === 0 ? settings.leastNeighbours : 0;
  const nearest = (
    side: VectorSide | undefined,
    vector: Float32Array | undefined,
    { cutOff }: NeighbourSettings,
  ): SideScores | undefined =>
    vector &&
    side?.neighbours(vector, { allow: query.allow, cutOff: cutOff[query.kind], atLeast, depth: settings.depth });
  const image = nearest(images, query.image, settings.image);
  const text = nearest(texts, query.text, settings.text);
  for (const side of [image, text]) for (const row of side?.rows ?? []) found.add(row);
  const asked = query.words === undefined ? undefined : askedRows(query.words, query.allow);
  const isAsked = new Uint8Array(index.rows);
  for (const row of asked ?? []) {
    isAsked[row] = 1;
    found.add(row);
  }
  // The photo of a product without words is all that says what it is.
  for (const row of image?.rows ?? []) if (index.words.isWordless(row)) isAsked[row] = 1;
  const rows = found.without(query.except);
  const compared = mostLikely(rows, query.words);
  if (image !== undefined && query.image !== undefined) images?.addScores(image, query.image, compared);
  if (text !== undefined && query.text !== undefined) texts?.addScores(text, query.text, compared);
  const scorer = new RowScorer(index, query, { image, text });
  return {
    ...(asked === undefined ? { ...scorer.all(rows), related: NOTHING_RELATED } : split(scorer.all(rows), isAsked)),
    matched: (row) => scorer.matched(row),
    explain: (row) => scorer.explain(row),
    photoVector: (row) => (image === undefined || image.vectors[row] < 0 ? undefined : image.vectors[row]),
  };
}

/** What is asked for, and what is related. */
function split({ rows, scores }: ScoredRows, isAsked: Uint8Array): ScoredRows & { related: ScoredRows } {
  let count = 0;
  for (const row of rows) count += isAsked[row];
  const part = (size: number): ScoredRows => ({ rows: new Uint32Array(size), scores: new Float32Array(size) });
  const asked = { ...part(count), next: 0 };
  const related = { ...part(rows.length - count), next: 0 };
  for (let i = 0; i < rows.length; i++) {
    const own = isAsked[rows[i]] === 1 ? asked : related;
    own.rows[own.next] = rows[i];
    own.scores[own.next++] = scores[i];
  }
  return { rows: asked.rows, scores: asked.scores, related: { rows: related.rows, scores: related.scores } };
}

/** Reads off what each ranking says; NaN where it says nothing. */
class RowScorer {
  constructor(
    private readonly index: SearchIndex,
    private readonly query: PreparedQuery,
    private readonly known: { readonly image: SideScores | undefined; readonly text: SideScores | undefined },
  ) {}

  all(rows: Uint32Array): ScoredRows {
    const scores = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++) scores[i] = this.fused(rows[i]);
    return { rows, scores };
  }

  private fused(row: number): number {
    return fuseNumbers(this.words(row), this.text(row), this.image(row), this.query.weights);
  }

  matched(row: number): ModeScores {
    const shown = (score: number): number | undefined => (Number.isNaN(score) ? undefined : score);
    return { words: shown(this.words(row)), text: shown(this.text(row)), image: shown(this.image(row)) };
  }

  /** The weighted mean that `fused` is. */
  explain(row: number): Explanation {
    const { words, text, image } = this.query.weights;
    const all = [
      { name: 'words', weight: words, value: this.explainWords(row) },
      { name: 'text', weight: text, value: this.explainSide('text', row) },
      { name: 'image', weight: image, value: this.explainSide('image', row) },
    ];
    const sides = all.flatMap(({ name, weight, value }) =>
      value === undefined || weight === 0 ? [] : [{ name, weight: fact(weight, `weight of the ${name}`), value }],
    );
    if (sides.length === 0) return fact(0, 'no ranking says anything of it');
    if (sides.length === 1) return sides[0].value;
    return quotientOf(
      'score',
      sumOf(
        'rankings',
        sides.map(({ name, weight, value }) => weighted(name, weight, value)),
      ),
      sumOf(
        'weights of the rankings',
        sides.map(({ weight }) => weight),
      ),
    );
  }

  private explainWords(row: number): Explanation | undefined {
    return Number.isNaN(this.words(row)) ? undefined : this.query.words?.explain(row);
  }

  /** The calibrated score of a text or a photo. */
  private explainSide(side: 'text' | 'image', row: number): Explanation | undefined {
    const score = side === 'text' ? this.text(row) : this.image(row);
    if (Number.isNaN(score)) return undefined;
    const known = this.known[side];
    if (known === undefined || known.vectors[row] < 0) return fact(0, `the ${side} is not near the query`);
    const { middle, width } = this.index.settings[side].calibration;
    const nearer = fact(
      known.scores[row],
      `standard deviations by which the ${side} is nearer to the query than the mean`,
    );
    const away = differenceOf(`beyond the middle`, nearer, fact(middle, 'nearness at which the score is one half'));
    return logisticOf(side, quotientOf('in widths of the curve', away, fact(width, 'width of the curve')));
  }

  private words(row: number): number {
    const score = this.query.words?.scores[row] ?? NaN;
    return score === 0 && this.index.words.isWordless(row) ? NaN : score;
  }

  private text(row: number): number {
    const { texts, settings } = this.index;
    return scoreOf(row, this.known.text, texts, settings.text.calibration);
  }

  private image(row: number): number {
    const { images, settings } = this.index;
    return scoreOf(row, this.known.image, images, settings.image.calibration);
  }
}

/** A product that has a side but is not near scores 0 there. */
function scoreOf(
  row: number,
  known: SideScores | undefined,
  side: VectorSide | undefined,
  calibration: NeighbourSettings['calibration'],
): number {
  if (known === undefined) return NaN;
  if (known.vectors[row] >= 0) return calibrated(known.scores[row], calibration);
  return side?.has(row) === true ? 0 : NaN;
}

/** Rows without repetition. */
class FoundRows {
  private readonly isFound: Uint8Array;
  private readonly rows: number[] = [];

  /** @param extent one more than the largest row */
  constructor(extent: number) {
    this.isFound = new Uint8Array(extent);
  }

  add(row: number): void {
    if (this.isFound[row] === 1) return;
    this.isFound[row] = 1;
    this.rows.push(row);
  }

  without(except: number | undefined): Uint32Array {
    return Uint32Array.from(except === undefined ? this.rows : this.rows.filter((row) => row !== except));
  }
}

/** Shares of the query's weight that differ by less are one: they are sums of floats. */
const SAME_SHARE = 1e-4;

/**
 * The filtered products that hold most of what the words ask for. How much that is does not depend on the filter, so a
 * filter only takes away.
 */
function askedRows({ held, rows }: WordRanking, allow: Allowed | undefined): Uint32Array {
  let most = 0;
  for (const row of rows) most = Math.max(most, held[row]);
  if (most === 0) return new Uint32Array(0);
  const asked = new Uint32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    if (held[row] >= most - SAME_SHARE && (allow === undefined || allow.isAllowed[row] === 1)) asked[count++] = row;
  }
  return asked.subarray(0, count);
}

/**
 * Adds the filtered products that match all of the words, and when these are few, those that match most of them:
 * whole levels of coverage are let in until there are enough. The level does not depend on the filter, so a filter
 * only takes away.
 * @returns how many products of the whole catalog match
 */
function addMatching(
  found: FoundRows,
  { coverage, rows }: WordRanking,
  allow: Allowed | undefined,
  enough: number,
): number {
  const level = levelOfEnough(coverage, rows, enough);
  let matching = 0;
  for (const row of rows) {
    if (coverage[row] === 0 || levelOf(coverage[row]) < level) continue;
    matching++;
    if (allow === undefined || allow.isAllowed[row] === 1) found.add(row);
  }
  return matching;
}

/** Shares of coverage that differ by less than this are one level. */
const LEVELS = 1024;

function levelOf(share: number): number {
  return Math.floor(share * LEVELS);
}

function levelOfEnough(coverage: Float32Array, rows: Uint32Array, enough: number): number {
  const counts = new Uint32Array(LEVELS + 2);
  for (const row of rows) if (coverage[row] > 0) counts[levelOf(coverage[row])]++;
  let lowest = 0;
  let admitted = 0;
  for (let level = LEVELS + 1; level >= 0 && admitted < enough; level--) {
    if (counts[level] > 0) lowest = level;
    admitted += counts[level];
  }
  return lowest;
}

/** The rows with the best scores by words, when there are too many to compare each with the vectors. */
function mostLikely(rows: Uint32Array, words: WordRanking | undefined): Uint32Array {
  if (rows.length <= MOST_COMPARED || words === undefined) return rows;
  const top = new TopK(MOST_COMPARED);
  for (const row of rows) top.offer(row, words.scores[row]);
  return top.kept;
}
