import type {
  DetectAnswer,
  FacetsAnswer,
  Modes,
  ProductAnswer,
  SearchAnswer,
  Sort,
  StatusAnswer,
  SuggestAnswer,
  SynonymsAnswer,
  Weights,
  WordsAnswer,
} from '../requests/index.js';
import type { z } from 'zod';
import type { JsonText } from '../json-text.js';

/** What is looked for, however it was asked. */
export interface SearchQuestion {
  readonly words?: string | undefined;
  readonly like?: string | undefined;
  readonly photo?: Uint8Array<ArrayBuffer> | undefined;
  /** [x, y, width, height] in pixels of the upright photo. */
  readonly region?: readonly [number, number, number, number] | undefined;
  readonly filters: readonly string[];
  readonly facets: readonly string[];
  /** How many attributes that are not named have their values counted. */
  readonly autoFacets?: number | undefined;
  readonly alternatives: readonly string[];
  readonly sort: z.output<typeof Sort>;
  readonly limit: number;
  readonly offset: number;
  readonly modes?: z.output<typeof Modes> | undefined;
  readonly weights?: z.output<typeof Weights> | undefined;
  /** Phrases of the words that are plain words. */
  readonly literal?: readonly string[] | undefined;
  /** Products that are only related, at most. */
  readonly related?: number | undefined;
  readonly explain?: boolean | undefined;
}

export interface FacetsQuestion {
  readonly words?: string | undefined;
  readonly filters: readonly string[];
  /** None means those that shops usually have. */
  readonly facets: readonly string[];
  /** Phrases of the words that are plain words. */
  readonly literal?: readonly string[] | undefined;
}

export interface SuggestQuestion {
  /** As far as it has been typed. */
  readonly text: string;
  readonly limit: number;
}

export interface DetectQuestion {
  readonly photo: Uint8Array<ArrayBuffer>;
  readonly text?: string | undefined;
  readonly limit: number;
}

/** Where a photo of a product lies on this machine. */
export interface PhotoPlace {
  readonly file: string;
  /** SHA-256 of the file, as it was when it was imported. */
  readonly contentHash: string;
}

/** What the catalog in use says of itself. */
export type CatalogState = Pick<StatusAnswer, 'products' | 'model' | 'engine' | 'indexes'>;

/** What threads with an open catalog are asked, and what they answer. */
export interface CatalogQuestions {
  readonly search: [SearchQuestion, JsonText<SearchAnswer>];
  readonly detect: [DetectQuestion, DetectAnswer];
  readonly facets: [FacetsQuestion, FacetsAnswer];
  readonly suggest: [SuggestQuestion, SuggestAnswer];
  readonly product: [{ readonly id: string }, ProductAnswer];
  readonly photo: [{ readonly id: string; readonly position: number }, PhotoPlace];
  readonly words: [{ readonly term: string; readonly limit: number }, WordsAnswer];
  readonly synonyms: [undefined, SynonymsAnswer];
  readonly state: [undefined, CatalogState];
  /** Opens the catalog and answers a query by words, so that the next one is quick. */
  readonly ready: [undefined, undefined];
  /** The same with the model. */
  readonly readyForPhotos: [undefined, undefined];
}

/** What threads that make pictures smaller are asked. */
export interface PictureQuestions {
  readonly picture: [{ readonly file: string; readonly size: number }, Uint8Array<ArrayBuffer>];
  readonly ready: [undefined, undefined];
}
