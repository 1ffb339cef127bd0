import type { FullTextIndex } from '../indexes/full-text.js';
import { categoryLevels } from '../product.js';
import type { Synset, WordNet } from '../text/wordnet.js';
import type { ValueDictionary } from './value-dictionary.js';

/** What so many products are called by is the catalog's own word, whatever others it has. */
export const OWN_WORD = 3;

/** How many times more products must be called by another word than by one that few are called by. */
const MUCH_MORE = 10;

/** Meanings of a word that are looked at, the commonest first: of the words for the same, and for what it is a kind of. */
const MOST_MEANINGS = 5;
const MOST_GENERALISED = 2;

/** Meanings that a category's name may have, and a title's word for a thing. */
const MOST_MEANINGS_OF_CATEGORY = 3;
const MOST_MEANINGS_OF_TITLE = 2;

/** Answers that are kept. */
const MOST_KEPT = 10_000;

/** Letters of a word that another one is written together with. */
const SHORTEST_PART = 3;

/** How far up and down from a meaning the catalog's word may lie: a brogue is a shoe, knitwear are sweaters. */
const MOST_STEPS = 2;

export interface EverydayWordsParts {
  readonly fullText: FullTextIndex;
  readonly dictionary: ValueDictionary;
  readonly wordNet: WordNet;
}

/**
 * Finds the catalog's own words for a thing that it calls otherwise: 'jumper' is a sweater, 'sneakers' are shoes. What is
 * the same or a kind of it is read from WordNet (Miller 1995), and only what products are called by counts: a category
 * below the first level, or a title's own word for the thing.
 */
export class EverydayWords {
  private readonly answers = new Map<string, readonly string[]>();

  constructor(private readonly parts: EverydayWordsParts) {}

  /** Asks the catalog again, after products were written. */
  forget(): void {
    this.answers.clear();
  }

  /**
   * @param phrase a word or two, as they were typed, folded
   * @returns words that name the same in this catalog, most products first; none when it uses the word itself
   */
  of(phrase: string): readonly string[] {
    return this.kept(phrase, (wordNet) => this.made(phrase, wordNet));
  }

  /**
   * Of two words that together mean one thing.
   * @returns only words for the very same thing: those of categories, or those that more products are called by than the
   * second word names, so that 'gym shoes' stay shoes where few are called sneakers
   */
  same(phrase: string): readonly string[] {
    return this.kept(`same ${phrase}`, (wordNet) => this.madeOfTwo(phrase, wordNet));
  }

  /**
   * Whether a word, or two together, mean a thing of which the catalog says nothing, and which is no special one of what
   * it calls by the second word.
   */
  isLacking(phrase: string): boolean {
    const { wordNet, fullText } = this.parts;
    if (!wordNet.nounMeaningsOf(phrase).some((sense) => wordNet.meaning(sense).isGoods)) return false;
    const stems = fullText.stems(phrase);
    return (
      fullText.documentsNaming(stems.join(' ')) === 0 && this.productsCalled(phrase.split(' ').slice(-1).join('')) === 0
    );
  }

  private kept(key: string, make: (wordNet: WordNet) => readonly string[]): readonly string[] {
    const kept = this.answers.get(key);
    if (kept !== undefined) return kept;
    const made = make(this.parts.wordNet);
    if (this.answers.size > MOST_KEPT) this.answers.clear();
    this.answers.set(key, made);
    return made;
  }

  private madeOfTwo(phrase: string, wordNet: WordNet): readonly string[] {
    const senses = meaningsOf(phrase, wordNet).slice(0, MOST_MEANINGS);
    if (senses.length === 0 || this.isCalled(phrase)) return [];
    const stems = this.parts.fullText.stems(phrase);
    const leastCalled = this.productsOfCategories(stems.slice(-1));
    const found = senses.map((sense) => this.own([sense], { phrase, wordNet, isSame: true, leastCalled }));
    return mostProducts(found).map(({ word }) => word);
  }

  private made(phrase: string, wordNet: WordNet): readonly string[] {
    if (this.isCalled(phrase)) return [];
    const senses = meaningsOf(phrase, wordNet).slice(0, MOST_MEANINGS);
    const asked = { phrase, wordNet };
    const plain = senses.slice(0, MOST_GENERALISED);
    // What products say of themselves tells more about a word than what it is a kind of.
    const isSaid = this.parts.fullText.documentsNaming(this.parts.fullText.stems(phrase).join(' ')) >= OWN_WORD;
    const found = [
      () => mostProducts(senses.map((sense) => this.sameOrKind(sense, asked))),
      () => (isSaid ? [] : this.along(plain, 'kinds', MOST_STEPS, asked)),
      () => (isSaid ? [] : this.along(plain, 'examples', MOST_STEPS, asked)),
    ];
    for (const find of found) {
      const words = find();
      if (words.length > 0) return words.map(({ word }) => word);
    }
    return [];
  }

  private productsCalled(phrase: string): number {
    const stems = this.parts.fullText.stems(phrase);
    return Math.max(this.parts.fullText.documentsCalled(stems), this.productsOfCategories(stems));
  }

  private sameOrKind(sense: Synset, asked: Asked): readonly OwnWord[] {
    const same = this.own([sense], { ...asked, isSame: true });
    return same.length > 0 ? same : this.along([sense], 'kinds', 1, asked);
  }

  /** Whether the catalog calls products so itself. */
  private isCalled(phrase: string): boolean {
    const { fullText } = this.parts;
    const stems = fullText.stems(phrase);
    return Math.max(fullText.documentsTitled(stems), this.productsOfCategories(stems)) >= OWN_WORD;
  }

  /** The nearest words on the way from meanings to more general or more special ones. */
  private along(
    senses: readonly Synset[],
    direction: 'kinds' | 'examples',
    steps: number,
    { phrase, wordNet }: Asked,
  ): readonly OwnWord[] {
    let level = senses.filter((sense) => wordNet.meaning(sense).isGoods);
    for (let step = 0; step < steps; step++) {
      level = level.flatMap((synset) => wordNet.meaning(synset)[direction]);
      const found = this.own(level, { phrase, wordNet, isSame: false });
      if (found.length > 0) return found;
    }
    return [];
  }

  /**
   * The words for meanings that this catalog has, most products first.
   * @param asked.isSame whether the words of titles count too, and not only those of categories
   * @param asked.leastCalled products that a word of titles must name
   */
  private own(synsets: readonly Synset[], { phrase, wordNet, isSame, leastCalled = 1 }: OwnAsked): readonly OwnWord[] {
    const { fullText } = this.parts;
    const key = fullText.stems(phrase).join('');
    const least = Math.max(1, MUCH_MORE * this.productsCalled(phrase));
    const found = new Map<string, OwnWord>();
    for (const synset of synsets) {
      const { words, isGoods, isPerson } = wordNet.meaning(synset);
      if (isPerson) continue;
      for (const word of words) {
        const stems = fullText.stems(word);
        if (stems.join('') === key) continue;
        const sense = meaningsOf(word, wordNet).indexOf(synset);
        const ofCategories = sense < MOST_MEANINGS_OF_CATEGORY ? this.productsOfCategories(stems) : 0;
        const mayBeCalled = isSame && isGoods && sense < MOST_MEANINGS_OF_TITLE;
        const products = ofCategories > 0 || !mayBeCalled ? ofCategories : fullText.documentsCalled(stems);
        const enough = ofCategories > 0 ? least : Math.max(least, leastCalled);
        if (products >= enough) found.set(stems.join(' '), { word, products });
      }
    }
    return [...found.values()].sort((a, b) => b.products - a.products);
  }

  private productsOfCategories(stems: readonly string[]): number {
    return this.parts.dictionary
      .categoriesOf(stems)
      .filter(({ value }) => this.isThing(value))
      .reduce((sum, { documents }) => sum + documents, 0);
  }

  /** The first level of a tree of categories is a department: no word of the query means all of it. */
  private isThing(category: string): boolean {
    if (categoryLevels(category).length > 1) return true;
    return this.parts.dictionary.valuesOf('category').every(({ value }) => categoryLevels(value).length < 2);
  }
}

interface Asked {
  readonly phrase: string;
  readonly wordNet: WordNet;
}

interface OwnAsked extends Asked {
  readonly isSame: boolean;
  readonly leastCalled?: number;
}

/** A word of the catalog, and how many products are called by it. */
interface OwnWord {
  readonly word: string;
  readonly products: number;
}

/** The words of the list that names the most products. */
function mostProducts(lists: readonly (readonly OwnWord[])[]): readonly OwnWord[] {
  const productsOf = (words: readonly OwnWord[]): number => words.reduce((sum, { products }) => sum + products, 0);
  return lists.toSorted((a, b) => productsOf(b) - productsOf(a)).at(0) ?? [];
}

/** Meanings of a word, the commonest first; of one that is written apart elsewhere, as 'bookbag', those of the two. */
function meaningsOf(word: string, wordNet: WordNet): readonly Synset[] {
  const found = wordNet.nounMeaningsOf(word);
  if (found.length > 0 || word.includes(' ')) return found;
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const apart = wordNet.nounMeaningsOf(`${word.slice(0, at)} ${word.slice(at)}`);
    if (apart.length > 0) return apart;
  }
  return [];
}
