import type { CatalogAnswer } from '../requests/catalog.js';
import type { DetectAnswer } from '../requests/detect.js';
import type { FacetsAnswer } from '../requests/facets.js';
import type { ImportAnswer, PreviewParameters, ProblemsAnswer, UploadParameters } from '../requests/imports.js';
import type { Job, JobBody, JobEvents, JobsAnswer } from '../requests/jobs.js';
import type { MapAnswer, MapParameters } from '../requests/map.js';
import type { ModelAnswer, ModelsAnswer } from '../requests/models.js';
import type { LineAnswer, ProductAnswer, ProductBody, ProductLine, UpsertAnswer } from '../requests/products.js';
import type { PhotoSearchBody, SearchAnswer, SearchBody } from '../requests/search.js';
import type { StatusAnswer } from '../requests/status.js';
import type { SuggestAnswer } from '../requests/suggest.js';
import type { SynonymsAnswer, SynonymsBody } from '../requests/synonyms.js';
import type { WordsAnswer } from '../requests/words.js';
import { eventsOf, linesOf } from './streams.js';
import { Transport, type CallOptions, type ClientOptions } from './transport.js';

/** What to look for: words, a photo or a part of it, both, or what is like a product; within filters. */
export type SearchQuery = RegionQuery & { readonly photo?: Blob | undefined };

type RegionQuery = SearchBody & Pick<PhotoSearchBody, 'region'>;

/** An event of a job: 'progress', 'log', 'done' or 'failed', with its data. */
export type JobEvent = {
  [Name in keyof JobEvents]: { readonly event: Name; readonly data: JobEvents[Name] };
}[keyof JobEvents];

export interface DetectQuery {
  /** What the product's text says; without it, everything that is worn is found. */
  readonly text?: string | undefined;
  readonly limit?: number | undefined;
}

export interface FacetsQuery {
  readonly words?: string | undefined;
  readonly filters?: readonly string[] | undefined;
  /** By default those that the catalog is commonly narrowed by. */
  readonly facets?: readonly string[] | undefined;
  /** Phrases of the words that are plain words. */
  readonly literal?: readonly string[] | undefined;
}

/**
 * The service's questions as functions, in a browser and in Node. Each throws ProblemError with the service's problem
 * document, UnreachableError when there is no answer, and an AbortError when its signal is aborted.
 */
export type VitrineClient = ReturnType<typeof createClient>;

/** Makes a client of the service; nothing is sent until it is asked. */
export function createClient(options: ClientOptions = {}) {
  const transport = new Transport(options);
  return {
    ...shopperCalls(transport),
    ...catalogCalls(transport),
    ...modelCalls(transport),
    ...importCalls(transport),
    ...jobCalls(transport),
  };
}

function shopperCalls(transport: Transport) {
  return {
    /** Products for words, a photo, both, or likeness to a product. */
    search(query: SearchQuery, { signal }: CallOptions = {}): Promise<SearchAnswer> {
      const { photo, region, ...rest } = query;
      if (photo !== undefined) {
        const body = photoForm(photo, { query: JSON.stringify({ ...rest, region }) });
        return transport.answer('/v1/search', { method: 'POST', body, signal });
      }
      if (rest.weights !== undefined) return transport.answer('/v1/search', { method: 'POST', json: rest, signal });
      return transport.answer('/v1/search', { parameters: searchParameters(rest), signal });
    },
    /** Garments in a photo; with a text, the one that it describes. */
    detect(photo: Blob, { text, limit }: DetectQuery = {}, { signal }: CallOptions = {}): Promise<DetectAnswer> {
      const body = photoForm(photo, { text, limit: limit?.toString() });
      return transport.answer('/v1/detect', { method: 'POST', body, signal });
    },
    /** Completions, corrections and products as one types. */
    suggest(q: string, { limit, signal }: CallOptions & { limit?: number } = {}): Promise<SuggestAnswer> {
      return transport.answer('/v1/suggest', { parameters: { q, limit }, signal });
    },
    facets({ words, filters, facets, literal }: FacetsQuery = {}, { signal }: CallOptions = {}): Promise<FacetsAnswer> {
      const parameters = { q: words, filter: filters, facet: facets, literal };
      return transport.answer('/v1/facets', { parameters, signal });
    },
    similar(id: string, { limit, signal }: CallOptions & { limit?: number } = {}): Promise<SearchAnswer> {
      return transport.answer(`${productPath(id)}/similar`, { parameters: { limit }, signal });
    },
  };
}

function catalogCalls(transport: Transport) {
  return {
    product(id: string, { signal }: CallOptions = {}): Promise<ProductAnswer> {
      return transport.answer(productPath(id), { signal });
    },
    /** Address of a photo, its longest side at most `size` pixels, 80 to 1024. */
    photoUrl(id: string, { position = 0, size }: { position?: number; size?: number } = {}): string {
      return transport.urlOf(`${productPath(id)}/photos/${position}`, { size });
    },
    putProduct(id: string, product: ProductBody, { signal }: CallOptions = {}): Promise<UpsertAnswer> {
      return transport.answer(productPath(id), { method: 'PUT', json: product, signal });
    },
    async deleteProduct(id: string, { signal }: CallOptions = {}): Promise<void> {
      await transport.respond(productPath(id), { method: 'DELETE', signal });
    },
    /** Adds or changes many products; tells of each line as soon as the service does. */
    async *putProducts(products: Iterable<ProductLine>, { signal }: CallOptions = {}): AsyncGenerator<LineAnswer> {
      const body = [...products].map((product) => `${JSON.stringify(product)}\n`).join('');
      const type = 'application/x-ndjson';
      const response = await transport.respond('/v1/products', { method: 'POST', body, type, signal });
      if (response.body === null) return;
      for await (const line of linesOf(response.body)) if (line.trim() !== '') yield JSON.parse(line) as LineAnswer;
    },
  };
}

function modelCalls(transport: Transport) {
  return {
    status({ signal }: CallOptions = {}): Promise<StatusAnswer> {
      return transport.answer('/v1/status', { signal });
    },
    models({ signal }: CallOptions = {}): Promise<ModelsAnswer> {
      return transport.answer('/v1/models', { signal });
    },
    /** What is in the catalog, what is missing in it, and the room that it takes. */
    catalog({ signal }: CallOptions = {}): Promise<CatalogAnswer> {
      return transport.answer('/v1/catalog', { signal });
    },
    /** One model with its learning curves and measures. */
    model(id: string, { signal }: CallOptions = {}): Promise<ModelAnswer> {
      return transport.answer(`/v1/models/${encodeURIComponent(id)}`, { signal });
    },
    /** Answers by this model from when the job is done; an older one rolls back. */
    useModel(id: string, { signal }: CallOptions = {}): Promise<Job> {
      return transport.answer('/v1/models/current', { method: 'PUT', json: { id }, signal });
    },
    /** The words that the catalog uses most like a word. */
    nearestWords(term: string, { limit, signal }: CallOptions & { limit?: number } = {}): Promise<WordsAnswer> {
      return transport.answer(`/v1/words/${encodeURIComponent(term)}`, { parameters: { limit }, signal });
    },
    /** The shop's own synonyms: what the catalog keeps, and what the recipe says. */
    synonyms({ signal }: CallOptions = {}): Promise<SynonymsAnswer> {
      return transport.answer('/v1/synonyms', { signal });
    },
    /** Replaces what the catalog keeps. */
    async setSynonyms(synonyms: SynonymsBody['synonyms'], { signal }: CallOptions = {}): Promise<void> {
      await transport.respond('/v1/synonyms', { method: 'PUT', json: { synonyms }, signal });
    },
    async deleteSynonyms({ signal }: CallOptions = {}): Promise<void> {
      await transport.respond('/v1/synonyms', { method: 'DELETE', signal });
    },
    /** The catalog by likeness in two dimensions. */
    map({ limit, layout, signal }: CallOptions & MapParameters = {}): Promise<MapAnswer> {
      return transport.answer('/v1/map', { parameters: { limit, layout }, signal });
    },
  };
}

function importCalls(transport: Transport) {
  const path = (id: string): string => `/v1/imports/${encodeURIComponent(id)}`;
  return {
    /** Sends a catalog file, and says what an import would make of it; a job then imports it by the id of the upload. */
    uploadImport(file: Blob, { name, format, signal }: CallOptions & UploadParameters = {}): Promise<ImportAnswer> {
      const call = { method: 'POST', body: file, type: 'application/octet-stream', signal } as const;
      return transport.answer('/v1/imports', { ...call, parameters: { name, format } });
    },
    /** Looks at an upload again, also as another format. */
    previewImport(id: string, { format, signal }: CallOptions & PreviewParameters = {}): Promise<ImportAnswer> {
      return transport.answer(path(id), { parameters: { format }, signal });
    },
    async deleteImport(id: string, { signal }: CallOptions = {}): Promise<void> {
      await transport.respond(path(id), { method: 'DELETE', signal });
    },
    /** What the last import could not take. */
    importProblems({ limit, signal }: CallOptions & { limit?: number } = {}): Promise<ProblemsAnswer> {
      return transport.answer('/v1/catalog/problems', { parameters: { limit }, signal });
    },
  };
}

function jobCalls(transport: Transport) {
  const path = (id: string): string => `/v1/jobs/${encodeURIComponent(id)}`;
  return {
    startJob(job: JobBody, { signal }: CallOptions = {}): Promise<Job> {
      return transport.answer('/v1/jobs', { method: 'POST', json: job, signal });
    },
    jobs({ signal }: CallOptions = {}): Promise<JobsAnswer> {
      return transport.answer('/v1/jobs', { signal });
    },
    job(id: string, { signal }: CallOptions = {}): Promise<Job> {
      return transport.answer(path(id), { signal });
    },
    /** Answers with the job as it is now: it stops as soon as it can. */
    cancelJob(id: string, { signal }: CallOptions = {}): Promise<Job> {
      return transport.answer(path(id), { method: 'DELETE', signal });
    },
    /** What a job tells until it ends. */
    async *jobEvents(id: string, { signal }: CallOptions = {}): AsyncGenerator<JobEvent> {
      const { body } = await transport.respond(`${path(id)}/events`, { signal });
      if (body !== null) yield* eventsOf(body) as AsyncGenerator<JobEvent>;
    },
  };
}

/** The fields first: what is wrong with them is told before the photo is sent. */
function photoForm(photo: Blob, fields: Readonly<Record<string, string | undefined>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  form.set('photo', photo, 'photo');
  return form;
}

function searchParameters(body: Omit<SearchBody, 'weights'>) {
  const { words, filters, facets, alternatives, modes, explain, ...rest } = body;
  const named = { q: words, filter: filters, facet: facets, alternative: alternatives, modes: modes?.join(',') };
  return { ...rest, ...named, explain: explain?.toString() };
}

/** Ids may hold any character, also '/'. */
function productPath(id: string): string {
  return `/v1/products/${encodeURIComponent(id)}`;
}
