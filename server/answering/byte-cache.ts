/** Keeps the bytes that were used last, up to a bound. */
export class ByteCache {
  private readonly entries = new Map<string, Uint8Array>();
  private size = 0;

  /** @param bound bytes at most, without the keys */
  constructor(private readonly bound: number) {}

  get(key: string): Uint8Array | undefined {
    const found = this.entries.get(key);
    if (found !== undefined) {
      this.entries.delete(key); // A map keeps the order of insertion: the first is the one that was used longest ago.
      this.entries.set(key, found);
    }
    return found;
  }

  set(key: string, bytes: Uint8Array): void {
    this.drop(key);
    if (bytes.byteLength > this.bound) return;
    this.entries.set(key, bytes);
    this.size += bytes.byteLength;
    for (const oldest of this.entries.keys()) {
      if (this.size <= this.bound) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.size -= this.entries.get(key)?.byteLength ?? 0;
    this.entries.delete(key);
  }
}
