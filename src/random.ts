/** A seeded stream of random numbers. The same seed and the same calls give the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Shuffles in place (Fisher and Yates 1938) and returns its argument. */
  shuffle<List extends { length: number; [index: number]: unknown }>(list: List): List;
  /** An independent stream, determined by this stream's seed and the label, not by what was drawn before. */
  fork(label: string | number): Random;
}

/**
 * @param seed any integer or text
 * @returns a stream of sfc32 (Chris Doty-Humphrey's Small Fast Chaotic generator), seeded by a 32-bit FNV-1a hash chain
 */
export function createRandom(seed: number | string): Random {
  return new Sfc32(String(seed));
}

class Sfc32 implements Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(private readonly seed: string) {
    this.a = fnv1a(`${seed}/a`);
    this.b = fnv1a(`${seed}/b`);
    this.c = fnv1a(`${seed}/c`);
    for (let i = 0; i < 12; i++) this.next();
  }

  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  integer(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('cannot pick from an empty list');
    return items[this.integer(items.length)];
  }

  shuffle<List extends { length: number; [index: number]: unknown }>(list: List): List {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = list[i];
      list[i] = list[j];
      list[j] = kept;
    }
    return list;
  }

  fork(label: string | number): Random {
    return createRandom(`${this.seed}/${label}`);
  }
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), over the UTF-16 units of the text, then the finaliser of MurmurHash3. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
