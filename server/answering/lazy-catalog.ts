import { openCatalog, type Catalog } from '../../src/index.js';

/** A catalog that is opened with the first question; when that fails, with the next one again. */
export class LazyCatalog {
  private opened: Promise<Catalog> | undefined;

  constructor(private readonly workspace: string) {}

  /** @throws NotReadyError before the first import, DamagedError */
  get(): Promise<Catalog> {
    this.opened ??= openCatalog(this.workspace);
    this.opened.catch(() => {
      this.opened = undefined;
    });
    return this.opened;
  }

  async close(): Promise<void> {
    await (await this.opened?.catch(() => undefined))?.close();
  }
}
