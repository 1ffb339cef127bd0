/** Keeps the most recently used values within a number of bytes; a Map remembers the order of insertion. */
export class ByteCache<Value> {
  private readonly entries = new Map<string, { value: Value; bytes: number }>();
  private used = 0;

  constructor(private readonly capacityBytes: number) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** The value without counting it as used. */
  peek(key: string): Value | undefined {
    return this.entries.get(key)?.value;
  }

  /** Keys, least recently used first. */
  keys(): string[] {
    return [...this.entries.keys()];
  }

  /** Puts another value in the place of one that is kept, as recently used as that was. */
  replace(key: string, value: Value, bytes: number): void {
    const old = this.entries.get(key);
    if (old === undefined) return;
    this.used += bytes - old.bytes;
    this.entries.set(key, { value, bytes });
  }

  delete(key: string): void {
    const old = this.entries.get(key);
    if (old !== undefined) this.used -= old.bytes;
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
    this.used = 0;
  }

  /** A value larger than the whole cache is not kept. */
  set(key: string, value: Value, bytes: number): void {
    const old = this.entries.get(key);
    if (old !== undefined) {
      this.entries.delete(key);
      this.used -= old.bytes;
    }
    if (bytes > this.capacityBytes) return;
    this.entries.set(key, { value, bytes });
    this.used += bytes;
    for (const [oldest, { bytes: freed }] of this.entries) {
      if (this.used <= this.capacityBytes) break;
      this.entries.delete(oldest);
      this.used -= freed;
    }
  }
}
