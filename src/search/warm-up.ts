import { rowOf } from '../vector/matrix.js';
import type { Query, SearchOptions } from './query.js';
import type { SearchIndex } from './search-index.js';
import { search } from './search.js';
import { plainWords } from '../text/analyzer.js';
import { suggest } from './suggest.js';
import { holdersOf, isNumbering } from './telling-attributes.js';

/** What shops let people narrow a list by. */
const USUAL_NAMES = ['category', 'brand', 'color', 'gender', 'season', 'usage'];

/** Other attributes that lists are narrowed by, and the room that they may take. */
const OTHER_NAMES = 96;
const OTHER_BYTES = 12 * 2 ** 20;

/** Products whose titles are searched for: enough for the code to be compiled, and for the commonest words. */
const SAMPLES = 24;

/** Words that nearly every query has one of. */
const COMMON_STEMS = 96;

type Step = () => unknown;

/**
 * Everything that is made when it is first needed, and the code that the first questions would have to wait for, in parts
 * of some ten milliseconds. What is there already costs nothing.
 */
export function* warmUpSteps(index: SearchIndex): Generator<Step> {
  yield () => index.atOnce(() => index.words);
  for (let isMore = true; isMore;) {
    yield () => {
      isMore = index.atOnce(() => index.words.prepareSpelling());
    };
  }
  yield () => index.atOnce(() => index.prices.ofRow);
  for (const name of [...USUAL_NAMES, ...otherNames(index)])
    yield () => {
      index.atOnce(() => {
        readColumn(index, name);
      });
    };
  for (const stem of index.words.fullText.commonest(COMMON_STEMS)) yield stemStep(index, stem);
  yield* [spellingStep(index, 'zzzzz'), spellingStep(index, 'zzzzzzzzz'), vectorStep(index)];
  const { encoder } = index;
  if (encoder !== undefined) yield encoder;
  yield* sampleSteps(index);
}

/** Attributes that the most products have, as many as there is room for: any of them may tell most of a set. */
function otherNames(index: SearchIndex): string[] {
  return index.atOnce(() => {
    const { dictionary } = index.words;
    const most = Math.min(OTHER_NAMES, Math.floor(OTHER_BYTES / (4 * index.rows)));
    return dictionary.names
      .filter((name) => !USUAL_NAMES.includes(name))
      .map((name) => ({ name, values: dictionary.valuesOf(name) }))
      .filter(({ values }) => !isNumbering(values))
      .map(({ name, values }) => ({ name, holders: holdersOf(values) }))
      .sort((a, b) => b.holders - a.holders)
      .slice(0, most)
      .map(({ name }) => name);
  });
}

function readColumn(index: SearchIndex, name: string): void {
  const { dictionary } = index.words;
  if (dictionary.names.includes(name)) dictionary.column(name);
}

/** Reads where a common word stands: the longer its list, the longer the first query for it would take. */
function stemStep(index: SearchIndex, stem: string): Step {
  return () => index.atOnce(() => index.words.rowsWithStems([stem]));
}

/** Words of all lengths are laid out when a word of such a length is first corrected. */
function spellingStep(index: SearchIndex, word: string): Step {
  return () => index.atOnce(() => index.words.spelling().guess(word));
}

/** Brings the graphs into memory. */
function vectorStep(index: SearchIndex): Step {
  return () => {
    index.atOnce(() => {
      for (const side of [index.images, index.texts]) {
        const matrix = side?.parts.matrix;
        if (matrix === undefined || matrix.rows === 0) continue;
        const query = rowOf(matrix, Math.floor(matrix.rows / 2)).slice();
        side?.neighbours(query, { allow: undefined, cutOff: 3, depth: 200, atLeast: 0 });
      }
    });
  };
}

/** Questions of every kind, of products from all over the catalog. */
function* sampleSteps(index: SearchIndex): Generator<Step> {
  for (const [i, { id, title }] of samplesOf(index).entries()) {
    const [first = '', second = ''] = plainWords(title).filter((word) => word.length > 2);
    const words = `${first} ${second}`.trim();
    const asked = [
      ask(index, { words }),
      ask(
        index,
        { words: second, everything: true },
        { modes: ['words'], facets: namesOf(index), autoFacets: 6, sort: 'price' },
      ),
      ask(index, { like: id }),
      () => index.atOnce(() => suggest(index, `${first} ${second.slice(0, 2)}`)),
    ];
    yield asked[i % asked.length];
  }
}

function ask(index: SearchIndex, query: Query, options: SearchOptions = {}): Step {
  return () => search(index, query, { withProducts: true, ...options });
}

function namesOf(index: SearchIndex): string[] {
  return index.atOnce(() => {
    const { names } = index.words.dictionary;
    return USUAL_NAMES.filter((name) => names.includes(name));
  });
}

function samplesOf(index: SearchIndex): { readonly id: string; readonly title: string }[] {
  return index.atOnce(() => {
    const { rows } = index.order;
    const chosen = Array.from({ length: Math.min(SAMPLES, rows.length) }, (_, i) =>
      Math.floor((i * rows.length) / Math.min(SAMPLES, rows.length)),
    ).map((rank) => rows[rank]);
    return [...index.stored.of(chosen).values()].map(({ product }) => product);
  });
}

/** Warms a catalog up, and again when everything in memory has been read anew. */
export class WarmUp {
  private steps: Iterator<Step> | undefined;
  private of = -1;

  constructor(private readonly index: SearchIndex) {}

  /**
   * Does a step.
   * @returns whether there is more
   */
  async next(): Promise<boolean> {
    if (this.of !== this.index.readAnew) {
      this.of = this.index.readAnew;
      this.steps = warmUpSteps(this.index);
    }
    const step = this.steps?.next();
    if (step === undefined || step.done === true) {
      this.steps = undefined;
      return false;
    }
    try {
      await step.value();
    } catch {
      // the question that needs it will tell
    }
    return true;
  }
}
