import type { ErrorCode } from '../../src/index.js';

/** What the main thread says to a thread of a crew. */
export type ToThread =
  | { readonly number: number; readonly name: string; readonly input: unknown }
  | { readonly cancel: number }
  | { readonly close: true };

/** What a thread says: the answer to a question, or why there is none. */
export type FromThread =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly failure: ToldError }
  /** Something that nobody has asked. */
  | { readonly note: unknown };

/** An error in a form that goes from thread to thread. */
export type ToldError =
  | {
      readonly kind: 'vitrine';
      readonly code: ErrorCode;
      readonly reason: string;
      readonly remedy?: string | undefined;
      readonly file?: string | undefined;
      readonly line?: number | undefined;
      readonly field?: string | undefined;
    }
  | { readonly kind: 'unexpected'; readonly message: string; readonly stack: string };
