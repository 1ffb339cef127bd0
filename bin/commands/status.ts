import { workspaceStatus } from '../../indexer/index.js';
import type { WorkspaceStatus } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { pairs } from '../terminal/table.js';
import type { Cell } from '../terminal/table.js';

export const command = defineCommand<object, WorkspaceStatus>({
  configure: (verb) => verb.addHelpText('after', '\nWorks on an empty or missing workspace too.'),
  run: ({ workspace }) => workspaceStatus(workspace),
  render: renderStatus,
});

function renderStatus({ workspace, exists, catalog, model, indexes, engine, recipe, next }: WorkspaceStatus): string {
  const lines: (readonly [string, Cell])[] = [
    ['workspace', exists ? workspace : `${workspace} (does not exist yet)`],
    ['products', catalog?.products ?? 0],
    ['photos', catalog === null ? 0 : `${count(catalog.storedPhotos)} stored of ${count(catalog.photos)}`],
    ['model', modelInWords(model)],
    ['', shippedInWords(model)],
    ['detector', detectorInWords(model)],
    ['image index', indexInWords(indexes?.image)],
    ['text index', indexInWords(indexes?.text)],
    ['engine', engineInWords(engine)],
    ['', adviceInWords(engine)],
    ['recipe', recipe === null ? 'defaults' : 'vitrine.json'],
    ['next', next === null ? 'ready: vitrine search WORDS' : `vitrine ${next}`],
  ];
  return pairs(lines);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function engineInWords(engine: WorkspaceStatus['engine']): string {
  const { name, device, version, threads } = engine as Described;
  if (name === 'none') return 'none works on this machine';
  return `${String(name)} ${String(version)} on ${String(device)}, ${String(threads)} thread${threads === 1 ? '' : 's'}`;
}

/** What would make it faster, where anything would. */
function adviceInWords(engine: WorkspaceStatus['engine']): string | undefined {
  const { advice } = engine as Described;
  return typeof advice === 'string' ? advice : undefined;
}

type Described = Readonly<Record<string, unknown>>;

/** '3f2a… (residual, 16 epochs, 2,335,002 parameters, 34,305 products of …)': what a reader wants to know at a glance. */
function modelInWords(model: Described | null): string {
  if (model === null) return 'none yet';
  const card = model as { id: string; image?: string; epochs?: number; parameters?: number; data?: string };
  const facts = [
    card.image,
    card.epochs === undefined ? undefined : `${card.epochs} epochs`,
    card.parameters === undefined ? undefined : `${count(card.parameters)} parameters`,
    card.data,
  ].filter((fact) => fact !== undefined);
  return facts.length === 0 ? card.id : `${card.id} (${facts.join(', ')})`;
}

/** The terms of the shipped model, wherever it is in use. */
function shippedInWords(model: Described | null): string | undefined {
  if (model?.shipped !== true) return undefined;
  return `shipped with Vitrine, used until 'vitrine train' makes your own; ${String(model.licence)}`;
}

function detectorInWords(model: Described | null): string | undefined {
  if (model === null) return undefined;
  const { detectors } = model as { detectors?: readonly string[] };
  return detectors === undefined || detectors.length === 0 ? 'none trained' : detectors.join(', ');
}

/** 'hnsw over 35,324 vectors, recall@10 0.999 against exact search', or which one answers instead. */
function indexInWords(index: unknown): string {
  if (typeof index !== 'object' || index === null) return 'none yet';
  const { kind, vectors, recallAt10 } = index as Described;
  const recall = kind === 'hnsw' ? `, recall@10 ${Number(recallAt10).toFixed(3)} against exact search` : '';
  return `${String(kind)} over ${count(Number(vectors))} vectors${recall}`;
}
