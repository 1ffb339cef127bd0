declare const written: unique symbol;

/** A JSON document of a value, written out: what a thread wrote is sent as it is, and neither copied nor read again. */
export type JsonText<Value> = string & { readonly [written]: Value };

export function jsonText<Value>(value: Value): JsonText<Value> {
  return JSON.stringify(value) as JsonText<Value>;
}
