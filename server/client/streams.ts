/** @returns the lines of a body as they come in, without their ends */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      yield* lines;
      if (done) break;
    }
    if (rest !== '') yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** One server-sent event; its data is JSON in this service. */
export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads server-sent events (HTML standard, 9.2.6): a blank line ends an event, a line that starts with ':' is a comment. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let event = 'message';
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    const [, field, value] = /^([^:]*)(?:: ?)?(.*)$/su.exec(line) ?? [];
    if (line === '' && data.length > 0) yield { event, data: JSON.parse(data.join('\n')) as unknown };
    if (line === '') [event, data] = ['message', []];
    else if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
  }
}
