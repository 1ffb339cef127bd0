import { Option } from 'commander';
import { FORMAT_NAMES, importCatalog, loadRecipe } from '../../indexer/index.js';
import type { FormatName, ImportSummary } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { collect } from '../option-values.js';
import { pairs } from '../terminal/table.js';

interface Options {
  readonly format: FormatName;
  readonly photos?: string;
  readonly prune?: boolean;
  readonly mainProduct?: boolean;
  readonly fetchPhotos?: boolean;
  readonly allowHost?: readonly string[];
}

const EXAMPLES = `
Examples:
  vitrine import products.jsonl.gz
  vitrine import export.csv --photos ./photos --prune
  vitrine import feed.xml --fetch-photos

The format is found out from the content. Columns of other CSV files are named in the recipe, vitrine.json:
  { "version": 1, "import": { "columns": { "id": "sku", "title": "name", "photo": "image" } } }`;

export const command = defineCommand<Options, ImportSummary>({
  configure: (verb) =>
    verb
      .argument('<source...>', "catalog files, or folders in the layout of 'fashion-product-images'")
      .addOption(new Option('--format <name>', 'format of the sources').choices(FORMAT_NAMES).default('auto'))
      .option('--photos <dir>', 'the folder photos are read from (default: the folder of the source)')
      .option('--prune', 'remove the products that the sources no longer have')
      .option('--main-product', 'find the product in each photo by its text, and embed that instead of the whole photo')
      .option('--fetch-photos', 'fetch photos that are web addresses, never from private or local ones')
      .option('--allow-host <host>', 'fetch from this host all the same; may be repeated', collect)
      .addHelpText('after', EXAMPLES),
  run: ({ workspace, args, options, signal, onProgress }) => {
    const recipe = loadRecipe(workspace);
    return importCatalog({
      ...{ workspace, sources: args, format: options.format, signal, onProgress },
      ...{ columns: recipe.import.columns, photoSize: recipe.encoder.photoSize },
      ...{ photosFolder: options.photos, prune: options.prune },
      mainProduct: options.mainProduct ?? recipe.import.mainProduct,
      ...{ fetchPhotos: options.fetchPhotos, allowHosts: options.allowHost },
    });
  },
  render: renderSummary,
});

function renderSummary({ photos, mainProduct, problems, seconds, ...rows }: ImportSummary): string {
  const { read, added, changed, unchanged, removed, refused } = rows;
  return pairs([
    ['read', read],
    ['products', inWords({ added, changed, unchanged, removed, refused })],
    ['photos', inWords({ ...photos })],
    ['main product', mainProduct === undefined ? undefined : mainProductInWords(mainProduct)],
    ['problems', problems ?? 'none'],
    ['seconds', seconds.toFixed(1)],
  ]);
}

function mainProductInWords({ model, recipe, ...counts }: NonNullable<ImportSummary['mainProduct']>): string {
  return `${inWords(counts)}; looked at by '${model}', recipe ${recipe}`;
}

/** '35,324 added, 12 refused': what there is nothing of is left out. */
function inWords(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, value]) => value > 0);
  return some.map(([name, value]) => `${value.toLocaleString('en')} ${name}`).join(', ') || 'none';
}
