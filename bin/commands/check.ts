import { checkWorkspace } from '../../indexer/index.js';
import type { CheckResult } from '../../indexer/index.js';
import { defineCommand } from '../command.js';
import { table } from '../terminal/table.js';

export const command = defineCommand<object, CheckResult>({
  configure: (verb) =>
    verb.addHelpText('after', '\nChanges nothing. Exits with 1 when something is damaged; unused files are no damage.'),
  run: ({ workspace, signal, onProgress }) => checkWorkspace(workspace, { signal, onProgress }),
  exitCode: ({ sound }) => (sound ? 0 : 1),
  render: renderCheck,
});

function renderCheck({ workspace, sound, files, bytes, problems, unused }: CheckResult): string {
  const lines = [`${workspace}: ${sound ? 'sound' : 'DAMAGED'}, ${files} files (${megabytes(bytes)}) compared`];
  if (problems.length > 0) {
    const rows = problems.map(({ file, reason, remedy }) => [file, reason, remedy]);
    lines.push('', table(['file', 'problem', 'remedy'], rows));
  }
  if (unused.length > 0) {
    const rows = unused.map(({ file, bytes: size }) => [file, megabytes(size)]);
    lines.push('', 'No longer in use, can be deleted:', table(['file', 'size'], rows));
  }
  return lines.join('\n');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
