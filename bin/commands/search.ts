import { openCatalog, SEARCH_MODES } from '../../src/index.js';
import type { CatalogSearchResult, SearchMode, Understood } from '../../src/index.js';
import { defineCommand } from '../command.js';
import { collect, listOf, region, wholeNumber } from '../option-values.js';
import { photoArgument } from '../photo-argument.js';
import { explained } from '../terminal/explained.js';
import { table } from '../terminal/table.js';

interface SearchCommandOptions {
  readonly model?: string;
  readonly photo?: string;
  readonly region?: readonly [number, number, number, number];
  readonly like?: string;
  readonly filter?: readonly string[];
  readonly modes?: readonly SearchMode[];
  readonly limit: number;
  readonly offset: number;
  readonly literal?: readonly string[];
  readonly explain?: boolean;
}

export const command = defineCommand<SearchCommandOptions, CatalogSearchResult>({
  configure: (verb) =>
    verb
      .argument('[words...]', 'what to look for')
      .option('--model <name>', 'search with this model instead of the current one')
      .option('--photo <file>', 'search by a photo; with words: like this photo, but as the words say')
      .option('--region <x,y,w,h>', 'the part of the photo to search by, in pixels', region)
      .option('--like <id>', 'what is like this product')
      .option(
        '--filter <condition>',
        "only products with color=Red, 'price<50', price=10..50; may be repeated",
        collect,
      )
      .option(
        '--literal <phrase>',
        'words that are plain words: no condition, no value, no slip; may be repeated',
        collect,
      )
      .option('--modes <list>', `rankings to use: ${SEARCH_MODES.join(',')}`, listOf(SEARCH_MODES))
      .option('--limit <n>', 'products on a page, 1 to 100', wholeNumber({ min: 1, max: 100 }), 24)
      .option('--offset <n>', 'products to skip', wholeNumber({ max: 1_000_000 }), 0)
      .option('--explain', 'say of each product why it has its score')
      .addHelpText(
        'after',
        `
Examples:
  vitrine search red summer dress --filter 'price<50'
  vitrine search shirt under 50 not black
  vitrine search -- nike -red
  vitrine search --photo shoe.jpg --filter gender=Women
  vitrine search --photo bag.jpg in brown
  vitrine search --like 1534 --limit 10`,
      ),
  async run({ workspace, args, options, signal }) {
    const { model, region: box, like, filter, modes, limit, offset, literal, explain } = options;
    const photo = options.photo === undefined ? undefined : await photoArgument(options.photo);
    const catalog = await openCatalog(workspace, { model });
    try {
      const words = args.join(' ');
      const asked = { limit, offset, modes, literal, explain, signal };
      return await catalog.search({ words, photo, box, like, filters: filter }, asked);
    } finally {
      await catalog.close();
    }
  },
  render: renderHits,
});

function renderHits(result: CatalogSearchResult): string {
  const { hits, total, confident, milliseconds, warnings } = result;
  const shown = table(
    ['id', 'title', 'category', 'price', 'score', 'found by'],
    hits.map(({ id, title, category, price, score, matched }) => [
      id,
      title,
      category ?? '',
      price ?? undefined,
      score.toFixed(3),
      SEARCH_MODES.filter((mode) => (matched[mode] ?? 0) > 0.1).join(' '),
    ]),
    [24, 48, 40],
  );
  const summary = `${total.toLocaleString('en')} products in ${milliseconds.toFixed(1)} ms`;
  const doubt = confident ? [] : ['Nothing in the catalog is much like this.'];
  const told = [...readAs(result), ...didYouMean(result), ...warnings.map(({ text }) => text), ...doubt];
  const why = hits.flatMap(({ id, title, explanation }) =>
    explanation === undefined ? [] : ['', `${id}  ${title}`, ...explained(explanation)],
  );
  return [...told, ...(hits.length > 0 ? [shown] : []), summary, ...why].join('\n');
}

/** 'read as: under 1500 (price) + Women (gender)'; words that were read as others say which. */
function readAs({ understood }: CatalogSearchResult): string[] {
  const parts = understood.map(shownReading);
  return parts.length === 0 ? [] : [`read as: ${parts.join(' + ')}`];
}

/** 'did you mean: shoes (for boats)' */
function didYouMean({ didYouMean: guesses }: CatalogSearchResult): string[] {
  const shown = guesses.map(({ from, to }) => `${to} (for ${from})`);
  return shown.length === 0 ? [] : [`did you mean: ${shown.join(', ')}`];
}

function shownReading({ kind, text, label }: Understood): string {
  if (kind === 'correction' || kind === 'split' || kind === 'synonym') return `'${text}' as '${label}'`;
  return kind === 'not' ? label : `${label} (${kind})`;
}
