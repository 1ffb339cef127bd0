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
    ['model', inWords(model)],
    ['indexes', inWords(indexes)],
    ['engine', engineInWords(engine)],
    ['recipe', recipe === null ? 'defaults' : 'vitrine.json'],
    ['next', next === null ? 'ready: vitrine search WORDS' : `vitrine ${next}`],
  ];
  return pairs(lines);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function engineInWords(engine: WorkspaceStatus['engine']): string {
  const { name, device, version, threads } = engine as Readonly<Record<string, unknown>>;
  if (name === 'none') return 'none works on this machine';
  return `${String(name)} ${String(version)} on ${String(device)}, ${String(threads)} thread${threads === 1 ? '' : 's'}`;
}

/** '3f2a… (image: residual, epochs: 16)': the id and what is short enough to be read at a glance. */
function inWords(description: Readonly<Record<string, unknown>> | null): string {
  if (description === null) return 'none yet';
  const { id, ...rest } = description;
  const short = Object.entries(rest).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  const details = short.slice(0, 6).map(([name, value]) => `${name} ${String(value)}`);
  return `${String(id)}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}
