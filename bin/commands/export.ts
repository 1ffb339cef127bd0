import { resolve } from 'node:path';
import { BRANCHES, exportBranch } from '../../indexer/index.js';
import type { BranchName, ExportedTensor, ExportSummary } from '../../indexer/index.js';
import { Argument } from 'commander';
import { defineCommand } from '../command.js';
import { pairs } from '../terminal/table.js';

const AFTER = `
The image branch takes bytes as floats, letterboxed on white; the text branch a row of word weights, whose words and idf
stand in the metadata of the file.

Example:
  vitrine export image photos.onnx`;

export const command = defineCommand<object, ExportSummary>({
  configure: (verb) =>
    verb
      .addArgument(new Argument('<branch>', 'which branch').choices(BRANCHES))
      .argument('<file.onnx>', 'the file to write')
      .addHelpText('after', AFTER),
  run: ({ workspace, args: [branch, file] }) =>
    exportBranch({ workspace, branch: branch as BranchName, file: resolve(file) }),
  render: ({ file, inputs, outputs }) =>
    pairs([
      ['file', file],
      ['inputs', inputs.map(inWords).join(', ')],
      ['outputs', outputs.map(inWords).join(', ')],
    ]),
});

function inWords({ name, shape }: ExportedTensor): string {
  return `${name} [${shape.join(', ')}]`;
}
