import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Product } from '../../src/product.js';
import type { Query, SearchOptions } from '../../src/search/query.js';
import type { SearchResult } from '../../src/search/search.js';
import type { ReportExample, ReportHit, ReportPhoto, ReportSection } from '../evaluate/report.js';
import type { ExampleQueries } from './example-queries.js';

/** What the report asks: the catalog that was just made. */
export interface ReportSource {
  readonly search: (query: Query, options: SearchOptions) => Promise<Pick<SearchResult, 'hits'>>;
  readonly product: (id: string) => SourceProduct | undefined;
}

export interface SourceProduct {
  readonly product: Product;
  /** The main photo on this machine and its pixels. */
  readonly photo: { readonly file: string; readonly width: number; readonly height: number };
}

const HITS = 6;
/** Examples of each kind that are shown: of all that were asked, those with the most answers. */
const SHOWN = 3;
/** Fewer answers say nothing about a ranking. */
const MIN_HITS = 3;

/** Asks every example query and lays the answers out. */
export async function reportSections(source: ReportSource, queries: ExampleQueries): Promise<ReportSection[]> {
  const sections = [
    {
      heading: 'Words find photos',
      text: 'The words were compared with the photos alone: not one title or description was read for this.',
      examples: await inTurn(queries.words, (words) =>
        ask(source, { query: { words }, modes: ['image'], shown: { words } }),
      ),
    },
    {
      heading: 'A photo finds photos',
      text: 'The query is a photo of one product; the answers are the products whose photos look like it.',
      examples: await inTurn(queries.photos, (id) => {
        const { product, photo } = required(source, id);
        return ask(source, {
          query: { like: id },
          modes: ['image'],
          shown: { photo: pictureOf(photo.file, product.title) },
        });
      }),
    },
    {
      heading: 'A photo finds words',
      text: 'The photo was compared with the texts alone: these products are found by what is written about them.',
      examples: await inTurn(queries.photos, (id) => {
        const { product, photo } = required(source, id);
        const shown = { photo: pictureOf(photo.file, product.title) };
        return ask(source, { query: { photo: photo.file, except: id }, modes: ['text'], shown });
      }),
    },
    {
      heading: 'Like this, but different',
      text: 'A photo says what it should be like, words say what should be different.',
      examples: await inTurn(queries.changes, ({ id, words }) => {
        const { product, photo } = required(source, id);
        const shown = { photo: pictureOf(photo.file, product.title), words: `but ${words}` };
        return ask(source, { query: { photo: photo.file, except: id, words }, shown });
      }),
    },
    {
      heading: 'A part of a photo',
      text: 'Several garments are worn together; only the marked one is searched for.',
      examples: await inTurn(queries.regions, ({ id, label, box }) => {
        const { photo } = required(source, id);
        const shown = { photo: { ...pictureOf(photo.file, label), part: partOf(box, photo) }, remark: label };
        return ask(source, { query: { photo: photo.file, except: id, box }, modes: ['image'], shown });
      }),
    },
  ];
  return sections.filter(({ examples }) => examples.length > 0);
}

interface Question {
  readonly query: Query;
  readonly modes?: SearchOptions['modes'];
  readonly shown: Pick<ReportExample, 'words' | 'photo' | 'remark'>;
}

async function ask(source: ReportSource, { query, modes, shown }: Question): Promise<ReportExample> {
  const { hits } = await source.search(query, { limit: HITS, ...(modes === undefined ? {} : { modes }) });
  return {
    ...shown,
    hits: hits.map(({ title, category, photo }): ReportHit => ({
      title,
      category: category ?? undefined,
      photo: photo === null ? undefined : pictureOf(photo, title),
    })),
  };
}

/** One query after another: they share the catalog's one encoder. */
async function inTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<ReportExample>,
): Promise<ReportExample[]> {
  const examples: ReportExample[] = [];
  for (const item of items) examples.push(await work(item));
  return examples
    .filter(({ hits }) => hits.length >= MIN_HITS)
    .sort((a, b) => b.hits.length - a.hits.length)
    .slice(0, SHOWN);
}

function required(source: ReportSource, id: string): SourceProduct {
  const found = source.product(id);
  if (found === undefined) throw new RangeError(`the example product ${id} is not in the catalog`);
  return found;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
};

/** The photo's own bytes as a data URI, so that the page needs no other file. */
function pictureOf(file: string, alt: string): ReportPhoto {
  const type = MEDIA_TYPES[extname(file).toLowerCase()] ?? 'image/jpeg';
  return { uri: `data:${type};base64,${readFileSync(file).toString('base64')}`, alt };
}

function partOf(
  [x, y, width, height]: readonly [number, number, number, number],
  photo: { readonly width: number; readonly height: number },
): NonNullable<ReportPhoto['part']> {
  return {
    x: x / photo.width,
    y: y / photo.height,
    width: width / photo.width,
    height: height / photo.height,
  };
}
