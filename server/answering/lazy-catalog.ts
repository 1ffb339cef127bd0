import { openCatalog, type Catalog, type OpenOptions } from '../../src/index.js';

/** A catalog that is opened with the first question; when that fails, with the next one again. */
export class LazyCatalog {
  private opened: Promise<Catalog> | undefined;

  /** @param onOpen is told of the catalog when it is open */
  constructor(
    private readonly workspace: string,
    private readonly options: OpenOptions = {},
    private readonly onOpen: (catalog: Catalog) => void = () => undefined,
  ) {}

  /** @throws NotReadyError before the first import, DamagedError */
  get(): Promise<Catalog> {
    if (this.opened === undefined) {
      this.opened = openCatalog(this.workspace, this.options);
      this.opened.then(this.onOpen, () => {
        this.opened = undefined;
      });
    }
    return this.opened;
  }

  async close(): Promise<void> {
    await (await this.opened?.catch(() => undefined))?.close();
  }
}
