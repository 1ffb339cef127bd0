import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { explainFileError } from '../../../src/errors.js';
import { withId, type ReadOptions, type RowEvent } from './row.js';
import { openTable } from './table.js';

/** Columns of styles.csv that are levels of the category path, from the top. */
const CATEGORY_COLUMNS = ['masterCategory', 'subCategory', 'articleType'];

const FIELDS: Readonly<Record<string, string>> = {
  id: 'id',
  productDisplayName: 'title',
  gender: 'gender',
  baseColour: 'color',
  season: 'season',
  usage: 'usage',
};

/**
 * The layout of the public 'Fashion Product Images' set: a folder with `styles.csv` and `images/<id>.jpg`. Its last
 * column, the name, holds commas that were never quoted; a missing value is written 'NA'.
 */
export async function* readFashionProductImages(
  folder: string,
  { onColumns }: ReadOptions = {},
): AsyncGenerator<RowEvent> {
  const file = join(folder, 'styles.csv');
  const photos = await photosById(join(folder, 'images'));
  const { headers, rows } = await openTable(file, { delimiter: ',', surplus: 'join-last' });
  const fieldOf = (header: string): string =>
    CATEGORY_COLUMNS.includes(header) ? 'category' : (FIELDS[header] ?? 'attributes');
  onColumns?.(Object.fromEntries(headers.map((header) => [header, fieldOf(header)])));
  const idColumn = headers.indexOf('id');
  for await (const row of rows) {
    if (row.kind !== 'cells') {
      yield withId(row, idColumn);
      continue;
    }
    const fields = new Map<string, string | string[]>();
    const levels: string[] = [];
    for (const [i, header] of headers.entries()) {
      const cell = row.cells[i] === 'NA' ? '' : row.cells[i];
      if (CATEGORY_COLUMNS.includes(header)) levels[CATEGORY_COLUMNS.indexOf(header)] = cell;
      else fields.set(FIELDS[header] ?? header, cell);
    }
    const id = row.cells[idColumn] ?? '';
    fields.set(
      'category',
      levels.filter((level) => level !== ''),
    );
    fields.set('images', [join('images', photos.get(id) ?? `${id}.jpg`)]);
    yield { kind: 'row', file, line: row.line, fields };
  }
}

/** Names of the photos without their ending: most copies of the set have .jpg, some .png or .webp. */
async function photosById(folder: string): Promise<Map<string, string>> {
  try {
    const names = await readdir(folder);
    return new Map(names.map((name) => [name.replace(/\.[^.]+$/, ''), name]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map(); // every photo is then told to be missing
    throw explainFileError(error, folder);
  }
}
