import { openEncoder, type DualEncoder } from '../../src/encoder/open-encoder.js';
import type { Engine } from '../../src/engine/engine.js';
import { selectEngine } from '../../src/engine/select.js';
import { readEmbeddings } from '../../src/indexes/embedding-files.js';
import { findModel, vectorName, type ModelPlace } from '../../src/storage/model-folder.js';
import { readManifest, type WorkspacePaths } from '../../src/storage/workspace.js';
import type { LiveVector } from '../import/live-vectors.js';

/** Something that has no vector yet. */
export type ToEmbed =
  | { readonly kind: 'text'; readonly hash: Buffer; readonly text: string }
  | { readonly kind: 'image'; readonly hash: Buffer; readonly pixels: Uint8Array };

interface Started {
  readonly name: string;
  readonly engine: Engine;
  readonly encoder: DualEncoder;
}

/** Embeds by the model that the catalog's indexes are of, whichever that is at the moment. */
export class LiveEmbedder {
  private known: { readonly embeddings: string; readonly model: ModelPlace | undefined } | undefined;
  private started: Started | undefined;

  constructor(private readonly paths: WorkspacePaths) {}

  /** The model's name among the live vectors; undefined while the catalog is not embedded. */
  modelName(): string | undefined {
    const model = this.model();
    return model && vectorName(model);
  }

  /** @returns vectors by the model of that name; none when another one is in use */
  async embed(items: readonly ToEmbed[]): Promise<LiveVector[]> {
    const model = this.model();
    if (model === undefined || items.length === 0) return [];
    const { encoder } = await this.start(model);
    const texts = items.filter((item) => item.kind === 'text');
    // A store of another size than the model's has nothing for it.
    const bytes = encoder.photoSize ** 2 * 3;
    const photos = items.filter((item) => item.kind === 'image').filter(({ pixels }) => pixels.length === bytes);
    const matrices = {
      text: texts.length === 0 ? undefined : await encoder.embedTexts(texts.map(({ text }) => text)),
      image:
        photos.length === 0
          ? undefined
          : await encoder.embedPhotos(Buffer.concat(photos.map(({ pixels }) => pixels)), photos.length),
    };
    const width = encoder.embeddingSize;
    const vectorAt = (kind: LiveVector['kind'], i: number): Float32Array =>
      matrices[kind]!.data.slice(i * width, (i + 1) * width);
    return [
      ...texts.map(({ kind, hash }, i) => ({ kind, hash, vector: vectorAt('text', i) })),
      ...photos.map(({ kind, hash }, i) => ({ kind, hash, vector: vectorAt('image', i) })),
    ];
  }

  async close(): Promise<void> {
    const { started } = this;
    this.started = undefined;
    await started?.encoder.close();
    await started?.engine.close();
  }

  private model(): ModelPlace | undefined {
    const { embeddings } = readManifest(this.paths);
    if (embeddings === undefined) return undefined;
    if (this.known?.embeddings !== embeddings) {
      const { model: name, fingerprint } = readEmbeddings(this.paths.embedding(embeddings));
      const model = findModel(this.paths, name);
      this.known = { embeddings, model: model.fingerprint === fingerprint ? model : undefined };
    }
    return this.known.model;
  }

  private async start(model: ModelPlace): Promise<Started> {
    const name = vectorName(model);
    if (this.started?.name === name) return this.started;
    await this.close();
    const engine = await selectEngine({ need: 'answer', threads: 1 });
    this.started = { name, engine, encoder: await openEncoder(model.folder, engine) };
    return this.started;
  }
}
