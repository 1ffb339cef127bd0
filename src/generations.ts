import { VitrineError } from './errors.js';
import { createGarmentFinder, type GarmentFinder } from './garment-finder.js';
import type { EngineName } from './engine/select.js';
import { operatorWarning, type SearchWarning } from './search/warnings.js';
import { LazyEncoder, openVectors, openVectorsBeside, type OpenVectors } from './open-vectors.js';
import { ManifestWatch, type Manifest, type WorkspacePaths } from './storage/workspace.js';

/** What comes and goes with the manifest: the vectors of one model, and what asks by it. */
export interface Generation {
  readonly vectors: OpenVectors | undefined;
  readonly encoder: LazyEncoder | undefined;
  readonly garments: GarmentFinder;
}

export interface GenerationOptions {
  readonly model?: string | undefined;
  readonly engine?: EngineName | undefined;
  /** Finds what looks like a part of a photo. */
  readonly search: Parameters<typeof createGarmentFinder>[2];
  /** Hears of a generation that has come into use. */
  readonly onUse: (generation: Generation) => void;
}

/** A generation that is out of use, and the questions that began before it was. */
interface Retired {
  readonly generation: Generation;
  readonly waitsFor: Set<object>;
}

/** Follows the manifest: opens what it names, and closes what is out of use when nobody waits for it any more. */
export class Generations {
  private readonly manifest: ManifestWatch;
  private used: Generation;
  private readonly running = new Set<object>();
  private retired: Retired[] = [];
  private opening: Promise<void> | undefined;
  private isOpenedBeside = false;
  private isClosed = false;
  private failure: string | undefined;
  private changes = 0;
  /** Whether the catalog was embedded by a model that an upgrade has replaced. */
  private isOutdated = false;

  /** @throws DamagedError */
  constructor(
    private readonly paths: WorkspacePaths,
    private readonly options: GenerationOptions,
  ) {
    this.manifest = new ManifestWatch(paths);
    const manifest = this.manifest.read();
    this.used = this.generationOf(openVectors(paths, manifest));
    this.isOutdated = isOutdated(manifest, this.used);
  }

  get current(): Generation {
    return this.used;
  }

  /** Another number whenever the warnings are others. */
  get version(): number {
    return this.changes;
  }

  /** Why what the manifest names is not in use; none when it is. */
  get warnings(): readonly SearchWarning[] {
    const failed =
      this.failure === undefined
        ? []
        : [operatorWarning('index-unusable', `A newer index cannot be used, the one before answers: ${this.failure}`)];
    return this.isOutdated ? [...failed, operatorWarning('model-outdated', OUTDATED)] : failed;
  }

  /** Answers by what is in use now, and keeps it open until the answer is there. */
  async asked<Answer>(answer: (generation: Generation) => Promise<Answer>): Promise<Answer> {
    this.follow();
    const question = {};
    this.running.add(question);
    try {
      return await answer(this.used);
    } finally {
      this.running.delete(question);
      await this.closeRetired(question);
    }
  }

  /** Takes over what the manifest names since it was written last: a new index, another model, or the one before. */
  follow(): void {
    if (this.isOpenedBeside) return;
    const manifest = this.news();
    if (manifest === undefined) return;
    try {
      this.use(this.generationOf(openVectors(this.paths, manifest)), manifest);
    } catch (error) {
      if (!(error instanceof VitrineError)) throw error;
      this.explain(error.message);
    }
  }

  /**
   * The same without keeping anybody waiting: what the manifest names is opened beside what answers, and taken over between
   * two questions. Whoever calls this once calls it again and again, since questions look at the manifest no more.
   */
  followBeside(): void {
    this.isOpenedBeside = true;
    if (this.opening !== undefined) return;
    const manifest = this.news();
    if (manifest === undefined) return;
    this.opening = this.openBeside(manifest)
      .catch((error: unknown) => {
        this.explain(error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        this.opening = undefined;
      });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.opening?.catch(() => undefined);
    for (const { generation } of this.retired) await closeGeneration(generation);
    await closeGeneration(this.used);
  }

  private news(): Manifest | undefined {
    const manifest = this.options.model === undefined ? this.manifest.changed() : undefined;
    const { vectors } = this.used;
    if (manifest === undefined) return undefined;
    const isUsed = vectors?.id === manifest.embeddings && vectors?.indexesId === manifest.indexes;
    if (isUsed) this.explain(undefined);
    return isUsed ? undefined : manifest;
  }

  private async openBeside(manifest: Manifest): Promise<void> {
    const next = this.generationOf(await openVectorsBeside(this.paths, manifest));
    try {
      // Who has asked by the old model will ask by the new one.
      if (this.used.encoder?.report !== undefined) await (await next.encoder?.get())?.embedTexts(['']);
    } catch (error) {
      await closeGeneration(next);
      throw error;
    }
    if (this.isClosed) await closeGeneration(next);
    else this.use(next, manifest);
  }

  private use(next: Generation, manifest: Manifest): void {
    this.explain(undefined);
    this.isOutdated = isOutdated(manifest, next);
    this.retired.push({ generation: this.used, waitsFor: new Set(this.running) });
    this.used = next;
    this.options.onUse(next);
    void this.closeRetired({}); // nobody may be asking
  }

  private generationOf(vectors: OpenVectors | undefined): Generation {
    const { model, engine, search } = this.options;
    const garments = createGarmentFinder(this.paths, { model, engine }, search);
    return { vectors, encoder: vectors && new LazyEncoder(vectors.modelFolder, engine), garments };
  }

  /** What cannot be opened is not taken over: the old one goes on answering until the manifest is written again. */
  private explain(failure: string | undefined): void {
    if (failure !== this.failure) this.changes++;
    this.failure = failure;
  }

  private async closeRetired(question: object): Promise<void> {
    for (const { waitsFor } of this.retired) waitsFor.delete(question);
    const done = this.retired.filter(({ waitsFor }) => waitsFor.size === 0);
    this.retired = this.retired.filter(({ waitsFor }) => waitsFor.size > 0);
    for (const { generation } of done) await closeGeneration(generation);
  }
}

const OUTDATED =
  "Only words are compared: the catalog was embedded by another version of the model ('vitrine index' embeds it again).";

function isOutdated({ embeddings, indexes }: Manifest, { vectors }: Generation): boolean {
  return embeddings !== undefined && indexes !== undefined && vectors === undefined;
}

async function closeGeneration({ garments, encoder, vectors }: Generation): Promise<void> {
  await garments.close();
  await encoder?.close();
  vectors?.indexes.image.index.close();
  vectors?.indexes.text.index.close();
}
