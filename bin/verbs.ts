import type { Verb } from './command-line.js';

/** Every verb, in the order in which a newcomer needs them. The summaries stand here so that help loads no verb. */
export const VERBS: readonly Verb[] = [];
