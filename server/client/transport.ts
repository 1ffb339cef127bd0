import { ProblemError, UnreachableError, problemOf } from './problem-error.js';

export interface ClientOptions {
  /** Where the service is: 'http://127.0.0.1:3000'. In a page that the service serves it may be left out. */
  readonly baseUrl?: string | undefined;
  /** A read or write key; none is needed on the service's own machine unless it has keys. */
  readonly key?: string | undefined;
  /** Another fetch, for tests and proxies. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What a path is asked with; lists become repeated parameters, undefined is left out. */
export type Parameters = Readonly<Record<string, string | number | readonly (string | number)[] | undefined>>;

export interface Call extends CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | undefined;
  readonly parameters?: Parameters | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: RequestBody | undefined;
  readonly type?: string | undefined;
}

type RequestBody = Blob | FormData | string | Uint8Array<ArrayBuffer>;

/** Sends requests and turns whatever goes wrong into ProblemError or UnreachableError; an abort stays an AbortError. */
export class Transport {
  private readonly base: string;
  private readonly send: typeof globalThis.fetch;

  constructor(private readonly options: ClientOptions) {
    this.base = (options.baseUrl ?? '').replace(/\/+$/, '');
    this.send = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /** The answer's JSON, as the contract types it. */
  async answer<Answer>(path: string, call: Call = {}): Promise<Answer> {
    return (await (await this.respond(path, call)).json()) as Answer;
  }

  /** @throws ProblemError for a status of 400 and more, UnreachableError when there is no answer */
  async respond(path: string, call: Call = {}): Promise<Response> {
    const { method = 'GET', signal = null } = call;
    const body = call.json === undefined ? call.body : JSON.stringify(call.json);
    const response = await this.send(this.urlOf(path, call.parameters), {
      method,
      signal,
      headers: this.headersOf(call),
      ...(body === undefined ? {} : { body }),
    }).catch((error: unknown) => {
      throw signal?.aborted === true ? error : new UnreachableError(error);
    });
    if (!response.ok) throw new ProblemError(await problemOf(response));
    return response;
  }

  urlOf(path: string, parameters: Parameters = {}): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      for (const one of Array.isArray(value) ? (value as (string | number)[]) : [value as string | number | undefined])
        if (one !== undefined) query.append(name, String(one));
    }
    const text = query.toString();
    return `${this.base}${path}${text === '' ? '' : `?${text}`}`;
  }

  private headersOf({ json, type }: Call): Record<string, string> {
    const { key } = this.options;
    const contentType = json === undefined ? type : 'application/json';
    return {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    };
  }
}
