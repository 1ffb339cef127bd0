import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import {
  describeUpload,
  keepNewestUploads,
  openUpload,
  removeUpload,
  type ImportPreview as LibraryPreview,
  type Upload as StoredUpload,
} from '../../indexer/index.js';
import { unavailable, type Crew } from '../answering/crew.js';
import { tooLarge } from '../bodies/bytes.js';
import type { UploadBody } from '../bodies/upload-body.js';
import type { ImportAnswer, ImportPreview, Upload } from '../requests/index.js';
import type { PreviewQuestions } from './previews.js';

export interface ImportsOptions {
  readonly workspace: string;
  /** Bytes that an uploaded file may have. */
  readonly uploadBytes: number;
}

type Format = UploadBody['format'];

/** Uploads at a time, and how many of the last ones are kept. */
const AT_A_TIME = 2;
const KEPT = 5;

/** Catalogs that are sent to the service: kept in the workspace, read for a preview, and imported by a job. */
export class Imports {
  private readonly arriving = new Set<string>();
  /** Uploads that a job is going to read. */
  private readonly ordered = new Set<string>();

  constructor(
    private readonly previews: Crew<PreviewQuestions>,
    private readonly options: ImportsOptions,
  ) {}

  /**
   * Takes in a file as it arrives, and says what an import would make of it. A file that is no catalog is not kept.
   * @throws ServiceError 413 when it is too large, 503 when others send one; BadInputError; VitrineError 'disk-full'
   */
  async receive({ name, format, pieces }: UploadBody, signal: AbortSignal): Promise<ImportAnswer> {
    if (this.arriving.size >= AT_A_TIME) throw unavailable('other catalogs are being uploaded', 10);
    const id = randomUUID();
    this.arriving.add(id);
    try {
      const upload = await this.store(id, { name, pieces });
      const answer = { upload: told(upload), preview: await this.read(upload, format, signal) };
      await this.forgetOld();
      return answer;
    } catch (error) {
      await removeUpload(this.options.workspace, id);
      throw error;
    } finally {
      this.arriving.delete(id);
    }
  }

  /** @throws NotFoundError for an upload that is not there, or no more; BadInputError */
  async preview(id: string, format: Format, signal: AbortSignal): Promise<ImportAnswer> {
    const upload = await describeUpload(this.options.workspace, id);
    return { upload: told(upload), preview: await this.read(upload, format, signal) };
  }

  async remove(id: string): Promise<void> {
    await describeUpload(this.options.workspace, id);
    await removeUpload(this.options.workspace, id);
  }

  /**
   * The file of an upload that is to be imported: it stays until as many others have been ordered.
   * @throws NotFoundError
   */
  async fileToImport(id: string): Promise<string> {
    const { file } = await describeUpload(this.options.workspace, id);
    this.ordered.add(id);
    for (const old of [...this.ordered].slice(0, -KEPT)) this.ordered.delete(old);
    return file;
  }

  close(): Promise<void> {
    return this.previews.close();
  }

  private async store(id: string, { name, pieces }: Pick<UploadBody, 'name' | 'pieces'>): Promise<StoredUpload> {
    const { workspace, uploadBytes } = this.options;
    const writer = await openUpload(workspace, { id, name });
    try {
      let bytes = 0;
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > uploadBytes) throw tooLarge(uploadBytes);
        await writer.write(piece);
      }
      return await writer.finish();
    } catch (error) {
      await writer.discard();
      throw error;
    }
  }

  private async read({ file }: StoredUpload, format: Format, signal: AbortSignal): Promise<ImportPreview> {
    return shown(await this.previews.ask('preview', { file, format }, { signal }));
  }

  private forgetOld(): Promise<void> {
    const needed = new Set([...this.arriving, ...this.ordered]);
    return keepNewestUploads(this.options.workspace, { count: KEPT, needed });
  }
}

function told({ id, name, bytes, created }: StoredUpload): Upload {
  return { id, name, bytes, created };
}

/** What the library says of files of this machine, for others: without their paths. */
function shown({ columns, problems, warnings, first, ...counts }: LibraryPreview): ImportPreview {
  return {
    ...counts,
    columns: columns as Readonly<Record<string, string>>,
    warnings: warnings.map(({ code, text }) => ({ code, text })),
    problems: problems.map(({ kind, file, line, id = null, field = null, reason, remedy = null }) => ({
      ...{ kind, file: basename(file), line, id, field, reason, remedy },
    })),
    first: first.map((product) => ({ ...product })),
  };
}
