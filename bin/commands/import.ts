import { basename } from 'node:path';
import { Option } from 'commander';
import { FORMAT_NAMES, importCatalog, loadRecipe, previewImport } from '../../indexer/index.js';
import type { FormatName, ImportColumns, ImportPreview, ImportSummary, ImportWarning } from '../../indexer/index.js';
import { defineCommand, type CommandContext } from '../command.js';
import { collect } from '../option-values.js';
import { pairs } from '../terminal/table.js';

interface Options {
  readonly format: FormatName;
  readonly photos?: string;
  readonly prune?: boolean;
  readonly pruneAll?: boolean;
  readonly dryRun?: boolean;
  readonly mainProduct?: boolean;
  readonly fetchPhotos?: boolean;
  readonly allowHost?: readonly string[];
}

const EXAMPLES = `
Examples:
  vitrine import products.jsonl.gz
  vitrine import export.csv --photos ./photos --prune
  vitrine import feed.xml --fetch-photos
  vitrine import export.csv --dry-run

The format is found out from the content, and '-' is the standard input. What the columns mean is found out from their
names, in several languages; other columns are named in the recipe, vitrine.json:
  { "version": 1, "import": { "columns": { "id": "sku", "title": "name", "photo": "image" } } }`;

export const command = defineCommand<Options, ImportSummary | ImportPreview>({
  configure: (verb) =>
    verb
      .argument('<source...>', "catalog files, or folders in the layout of 'fashion-product-images'")
      .addOption(new Option('--format <name>', 'format of the sources').choices(FORMAT_NAMES).default('auto'))
      .option('--photos <dir>', 'the folder photos are read from (default: the folder of the source)')
      .option('--dry-run', 'read, and say what the columns are, what is wrong, and the first products; write nothing')
      .option(
        '--prune',
        'remove the products that the sources no longer have; none of them when a source ended in the middle, an id ' +
          'could not be read, or more than 20 % of the catalog would go',
      )
      .option('--prune-all', 'the same, also when more than 20 % of the catalog goes')
      .option('--main-product', 'find the product in each photo by its text, and embed that instead of the whole photo')
      .option('--fetch-photos', 'fetch photos that are web addresses, never from private or local ones')
      .option('--allow-host <host>', 'fetch from this host all the same; may be repeated', collect)
      .addHelpText('after', EXAMPLES),
  run: (context) => (context.options.dryRun === true ? preview(context) : importAll(context)),
  render: (result) => ('first' in result ? renderPreview(result) : renderSummary(result)),
  exitCode: (result) => ('notRemoved' in result && result.notRemoved !== null ? 2 : 0),
});

function importAll({ workspace, args, options, signal, onProgress }: CommandContext<Options>): Promise<ImportSummary> {
  const recipe = loadRecipe(workspace);
  return importCatalog({
    ...{ workspace, sources: args, format: options.format, signal, onProgress },
    ...{ columns: recipe.import.columns, lists: recipe.import.lists, photoSize: recipe.encoder.photoSize },
    ...{ photosFolder: options.photos, prune: options.prune, pruneAll: options.pruneAll },
    mainProduct: options.mainProduct ?? recipe.import.mainProduct,
    ...{ fetchPhotos: options.fetchPhotos, allowHosts: options.allowHost },
  });
}

function preview({ workspace, args, options, signal, onProgress }: CommandContext<Options>): Promise<ImportPreview> {
  const { columns, lists } = loadRecipe(workspace).import;
  return previewImport({
    ...{ sources: args, format: options.format, photosFolder: options.photos, columns, lists, signal, onProgress },
  });
}

function renderSummary({ photos, mainProduct, problems, seconds, notRemoved, ...rows }: ImportSummary): string {
  const { read, added, changed, unchanged, removed, refused, notPublished, columns, lists, warnings } = rows;
  const counts = { added, changed, unchanged, removed, refused, 'not published': notPublished };
  return pairs([
    ['read', read],
    ['products', inWords(counts)],
    ['photos', inWords({ ...photos })],
    ['main product', mainProduct === undefined ? undefined : mainProductInWords(mainProduct)],
    ...columnPairs(columns),
    ['lists', listsInWords(lists)],
    ...warningPairs(warnings),
    [
      'not removed',
      notRemoved === null ? undefined : `${notRemoved.count.toLocaleString('en')} products: ${notRemoved.reason}`,
    ],
    ['problems', problems ?? 'none'],
    ['seconds', seconds.toFixed(1)],
  ]);
}

function renderPreview({ columns, lists, read, refused, ...rest }: ImportPreview): string {
  const { notPublished, warnings, problems, first } = rest;
  const head = pairs([
    ['read', read],
    ['refused', refused],
    ['not published', notPublished === 0 ? undefined : notPublished],
    ...columnPairs(columns),
    ['lists', listsInWords(lists)],
    ...warningPairs(warnings),
    ...problems.map(({ file, line, field, reason, remedy }): Pair => {
      const place = `${basename(file)}, line ${line}${field === undefined ? '' : `, '${field}'`}`;
      return ['problem', `${place}: ${reason}${remedy === undefined ? '' : ` (${remedy})`}`];
    }),
  ]);
  return [head, ...first.map((product) => JSON.stringify(product, null, 2)), 'Nothing was written.'].join('\n');
}

type Pair = readonly [name: string, value: string | number | undefined];

/** 'title from Product Name': a line for each file, when there are several that differ. */
function columnPairs(columns: ImportColumns): Pair[] {
  const values = Object.values<unknown>(columns);
  if (values.length === 0) return [];
  if (values.every((value) => typeof value === 'string')) {
    return [['columns', columnsInWords(columns as Readonly<Record<string, string>>)]];
  }
  const files = Object.entries(columns as Readonly<Record<string, Readonly<Record<string, string>>>>);
  return files.map(([file, own]) => ['columns', `${basename(file)}: ${columnsInWords(own)}`]);
}

function columnsInWords(columns: Readonly<Record<string, string>>): string {
  const entries = Object.entries(columns);
  const fields = entries
    .filter(([, field]) => field !== 'attributes')
    .map(([name, field]) => `${field} from '${name}'`);
  const others = entries.length - fields.length;
  return [...fields, ...(others === 0 ? [] : [`${others} more as attributes`])].join(', ');
}

/** 'Size, parted by ,': what a recipe's `import.lists` can say otherwise. */
function listsInWords(lists: Readonly<Record<string, string>>): string | undefined {
  const some = Object.entries(lists).map(([name, marks]) => `${name} (parted by ${Array.from(marks).join(' or ')})`);
  return some.length === 0 ? undefined : some.join(', ');
}

function warningPairs(warnings: readonly ImportWarning[]): Pair[] {
  return warnings.map(({ text }) => ['warning', text]);
}

function mainProductInWords({ model, recipe, ...counts }: NonNullable<ImportSummary['mainProduct']>): string {
  return `${inWords(counts)}; looked at by '${model}', recipe ${recipe}`;
}

/** '35,324 added, 12 refused': what there is nothing of is left out. */
function inWords(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, value]) => value > 0);
  return some.map(([name, value]) => `${value.toLocaleString('en')} ${name}`).join(', ') || 'none';
}
