import { openEncoder, type DualEncoder } from './encoder/open-encoder.js';
import type { Engine, EngineReport } from './engine/engine.js';
import { selectEngine, type EngineName } from './engine/select.js';
import {
  readEmbeddings,
  readEmbeddingsBeside,
  readVectorHashes,
  type Embeddings,
  type VectorHashes,
} from './indexes/embedding-files.js';
import { openIndexes, openIndexesBeside, type IndexSideName, type OpenIndexes } from './indexes/index-files.js';
import type { RecallSampler } from './indexes/recall.js';
import type { VectorSideParts } from './search/vector-side.js';
import type { LiveVectorParts, VectorSpaceParts } from './search/vector-space.js';
import { findModel, vectorName, type ModelPlace } from './storage/model-folder.js';
import type { Manifest, WorkspacePaths } from './storage/workspace.js';

/** Vectors and indexes of a workspace, opened. */
export interface OpenVectors {
  /** Ids in the manifest, of embeddings and indexes. */
  readonly id: string;
  readonly indexesId: string;
  readonly embeddings: Embeddings;
  readonly indexes: OpenIndexes;
  /** Of the model that the catalog is embedded by. */
  readonly modelFolder: string;
  readonly live: LiveVectorParts;
}

/**
 * Vectors and indexes as the manifest names them; undefined when the catalog has not been embedded, or by a shipped model
 * that an upgrade has replaced, until it is embedded again.
 */
export function openVectors(paths: WorkspacePaths, { embeddings: id, indexes }: Manifest): OpenVectors | undefined {
  if (id === undefined || indexes === undefined) return undefined;
  const embeddings = readEmbeddings(paths.embedding(id));
  const model = findModel(paths, embeddings.model);
  if (model.fingerprint !== embeddings.fingerprint) return undefined;
  const opened = openIndexes(paths.index(indexes), embeddings, id);
  return { id, indexesId: indexes, embeddings, indexes: opened, ...partsOf(paths, { id, embeddings, model }) };
}

/** The same in parts of some ten milliseconds, for a thread that has questions to answer meanwhile. */
export async function openVectorsBeside(
  paths: WorkspacePaths,
  { embeddings: id, indexes }: Manifest,
): Promise<OpenVectors | undefined> {
  if (id === undefined || indexes === undefined) return undefined;
  const embeddings = await readEmbeddingsBeside(paths.embedding(id));
  const model = findModel(paths, embeddings.model);
  if (model.fingerprint !== embeddings.fingerprint) return undefined;
  const opened = await openIndexesBeside(paths.index(indexes), embeddings, id);
  return { id, indexesId: indexes, embeddings, indexes: opened, ...partsOf(paths, { id, embeddings, model }) };
}

function partsOf(
  paths: WorkspacePaths,
  { id, embeddings, model }: { readonly id: string; readonly embeddings: Embeddings; readonly model: ModelPlace },
): Pick<OpenVectors, 'modelFolder' | 'live'> {
  return { modelFolder: model.folder, live: liveVectors(paths.embedding(id), embeddings, model) };
}

/** Embeddings of earlier versions do not say what they know: their vectors are then taken for those of all products. */
function liveVectors(folder: string, embeddings: Embeddings, model: ModelPlace): LiveVectorParts {
  let hashes: VectorHashes | undefined;
  return {
    model: vectorName(model),
    position: embeddings.position ?? 0,
    hashes: () => (hashes ??= readVectorHashes(folder, embeddings)),
  };
}

export function vectorParts(
  vectors: OpenVectors | undefined,
  recall?: RecallSampler,
): Omit<VectorSpaceParts, 'encoder'> {
  if (vectors === undefined) return {};
  const { embeddings, indexes, live } = vectors;
  const noteOf = (side: IndexSideName): VectorSideParts['note'] => {
    return (
      recall &&
      ((answered) => {
        recall.note(side, indexes[side], answered);
      })
    );
  };
  return {
    live,
    knownWords: embeddings.knownWords,
    images: {
      ...indexes.image,
      products: embeddings.imageProducts,
      familiarity: indexes.image.about.familiarity,
      note: noteOf('image'),
    },
    texts: { ...indexes.text, products: embeddings.textProducts, note: noteOf('text') },
    photos: embeddings.photos,
  };
}

/** Starts engine and encoder when they are first needed. */
export class LazyEncoder {
  private started: Promise<{ engine: Engine; encoder: DualEncoder }> | undefined;
  report: EngineReport | undefined;

  constructor(
    private readonly folder: string,
    private readonly prefer: EngineName | undefined,
  ) {}

  async get(): Promise<DualEncoder> {
    this.started ??= this.start();
    return (await this.started).encoder;
  }

  async close(): Promise<void> {
    const started = await this.started?.catch(() => undefined);
    await started?.encoder.close();
    await started?.engine.close();
  }

  private async start(): Promise<{ engine: Engine; encoder: DualEncoder }> {
    const engine = await selectEngine({ need: 'answer', prefer: this.prefer });
    this.report = engine.report;
    return { engine, encoder: await openEncoder(this.folder, engine) };
  }
}
