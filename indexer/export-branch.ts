import { photoProgram, textBagProgram } from '../src/encoder/answering.js';
import { WORDS } from '../src/encoder/dual-encoder.js';
import { readModel } from '../src/encoder/format.js';
import { foldLayers, layOut, statisticsLayout, viewsOf } from '../src/encoder/weights.js';
import { exportProgram } from '../src/engine/onnx/export.js';
import type { Program, TensorSpec } from '../src/engine/engine.js';
import { findModel } from '../src/storage/model-folder.js';
import { workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';
import { writeFileAtomic } from './atomic-file.js';

export const BRANCHES = ['image', 'text'] as const;
export type BranchName = (typeof BRANCHES)[number];

export interface ExportBranchOptions {
  readonly workspace: string | WorkspacePaths;
  readonly branch: BranchName;
  /** Where the .onnx file goes. */
  readonly file: string;
}

/** A tensor of the exported file; 'batch' stands for any number of rows. */
export interface ExportedTensor {
  readonly name: string;
  readonly shape: readonly (number | 'batch')[];
}

export interface ExportSummary {
  readonly file: string;
  readonly inputs: readonly ExportedTensor[];
  readonly outputs: readonly ExportedTensor[];
}

/**
 * Writes one branch of the workspace's model, or of the shipped one where it has none, as an ONNX file for any batch size, with batch norms folded in.
 *
 *     image   photos [batch, size, size, 3], bytes as floats, letterboxed on white
 *     text    bags [batch, words], each row the idf-weighted shares of a text's words; words and idf are in the metadata
 *
 * Both give `embeddings` [batch, dimensions], rows of length 1, and `categories` [batch, categories], probabilities,
 * unless it was trained without categories.
 * @throws NotReadyError without a model
 */
export async function exportBranch({ workspace, branch, file }: ExportBranchOptions): Promise<ExportSummary> {
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  const { id, folder } = findModel(paths);
  const { model, weights, statistics, categories, vocabulary, card } = readModel(folder);
  const views = viewsOf(weights, layOut(model.parameters));
  const folded = foldLayers(model.layers, views, viewsOf(statistics, statisticsLayout(model.layers)));
  const program = (batch: number): Program =>
    branch === 'image'
      ? photoProgram(model, folded, batch)
      : textBagProgram(model, folded, { batch, words: views.get(WORDS)! });
  const metadata = {
    ...{ model: id, licence: card.licence, data: card.data, categories: JSON.stringify(categories) },
    ...(branch === 'text' && { words: JSON.stringify(vocabulary.words), idf: JSON.stringify([...vocabulary.idf]) }),
  };
  await writeFileAtomic(file, await exportProgram(program, { metadata }));
  const { embeddingSize } = model.shape;
  return {
    file,
    inputs: Object.entries(program(1).inputs).map(([name, spec]) => ({ name, shape: freeBatch(spec) })),
    outputs: [
      { name: 'embeddings', shape: ['batch', embeddingSize] },
      ...(categories.length > 0 ? [{ name: 'categories', shape: ['batch', categories.length] } as const] : []),
    ],
  };
}

function freeBatch({ shape }: TensorSpec): (number | 'batch')[] {
  return ['batch', ...shape.slice(1)];
}
