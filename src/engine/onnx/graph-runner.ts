import { encodeGraph } from './model.js';
import { createSession, onnxTensor, type OnnxSession, type OnnxTensor, type SessionOptions } from './session.js';
import type { ConstantData, Value } from './value.js';

const KEPT_SESSIONS = 256;

/**
 * Computes single values of a lazy graph, one after another. Sessions are kept by structure, the least recently used
 * goes first.
 */
export class GraphRunner {
  private readonly sessions = new Map<string, OnnxSession>();
  /** Settles when the last value that was asked for is there: no session is closed while it runs. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SessionOptions) {}

  evaluate(value: Value): Promise<ConstantData> {
    const turn = this.last.then(() => this.compute(value));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.last;
    const sessions = [...this.sessions.values()];
    this.sessions.clear();
    await Promise.all(sessions.map((session) => session.close()));
  }

  private async compute(value: Value): Promise<ConstantData> {
    if (value.size === 0) return emptyData(value);
    const graph = encodeGraph([{ name: 'value', value }], { embedData: false });
    const session = await this.session(graph.structure, graph.model);
    const feeds: Record<string, OnnxTensor> = {};
    for (const [name, { type, shape, source }] of graph.feeds) {
      if (source.kind !== 'data') throw new Error(`'${name}' is fed by a program only`);
      feeds[name] = onnxTensor(type, source.data, shape);
    }
    const { value: result } = await session.run(feeds);
    return result.data as ConstantData;
  }

  private async session(structure: string, model: Uint8Array): Promise<OnnxSession> {
    const session = this.sessions.get(structure) ?? (await createSession(model, this.options));
    this.sessions.delete(structure);
    this.sessions.set(structure, session);
    for (const [key, old] of this.sessions) {
      if (this.sessions.size <= KEPT_SESSIONS) break;
      this.sessions.delete(key);
      await old.close();
    }
    return session;
  }
}

function emptyData(value: Value): ConstantData {
  if (value.type === 'float32') return new Float32Array(0);
  return value.type === 'int32' ? new Int32Array(0) : new Uint8Array(0);
}
