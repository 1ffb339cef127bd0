import type { Command } from 'commander';
import type { OnProgress } from '../src/index.js';

/** What every verb accepts besides its own options. */
export interface CommonOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What a verb gets to do its work with. */
export interface CommandContext<Options> {
  /** Absolute path of the workspace: `--workspace`, else $VITRINE_WORKSPACE, else ./shop.vitrine. It need not exist. */
  readonly workspace: string;
  /** The operands as typed, variadic ones flat. */
  readonly args: readonly string[];
  /** The verb's own options, named as commander names them: `--fetch-photos` is `fetchPhotos`. */
  readonly options: Options;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Raised by Ctrl-C and SIGTERM. Pass it on to all long work. */
  readonly signal: AbortSignal;
  /** Draws a bar with the time left on a terminal, plain lines elsewhere; always on stderr. */
  readonly onProgress: OnProgress;
  /** Says something to the reader on the way: on stderr, and not at all with `--quiet`. */
  readonly note: (text: string) => void;
}

/**
 * One verb of the command line, the default export of nothing and the `command` of `commands/<verb>.ts`.
 *
 *     configure   declares operands, options and examples with commander
 *     run         does the work by one call into `src` or `indexer`, and returns the document that `--json` prints
 *     render      the same result for people; without it they get the JSON
 *     exitCode    of a result that is no success, though nothing was thrown: damage found by 'check', a prune held back
 *     afterwards  goes on once the result is printed, until the signal is raised; being stopped is then no failure
 */
export interface CommandDefinition<Options, Result> {
  readonly configure?: (verb: Command) => void;
  readonly run: (context: CommandContext<Options>) => Promise<Result>;
  readonly render?: (result: Result) => string;
  readonly exitCode?: (result: Result) => 0 | 1 | 2;
  readonly afterwards?: (result: Result, context: CommandContext<Options>) => Promise<void>;
}

/** A verb whose types are known only to itself: what the table of verbs holds. */
export interface AnyCommand {
  configure(verb: Command): void;
  run(context: CommandContext<Readonly<Record<string, unknown>>>): Promise<Outcome>;
}

/** What a verb has done: the JSON document, and its form for people, made only when it is wanted. */
export interface Outcome {
  readonly document: unknown;
  readonly rendered: () => string;
  readonly exitCode: number;
  readonly afterwards: () => Promise<void>;
}

/**
 * Makes a verb.
 *
 *     export const command = defineCommand<{ limit: number }, WordsResult>({
 *       configure: (verb) => verb.argument('<term>').option('--limit <n>', 'how many', wholeNumber({ min: 1 }), 10),
 *       run: ({ workspace, args, options }) => nearestWords(workspace, args[0], options),
 *       render: ({ nearest }) => table(['word', 'similarity'], nearest.map(...)),
 *     });
 *
 * `Options` is what `configure` declares; commander and the parsers of `option-values.ts` see to it that it is true.
 */
export function defineCommand<Options, Result>(definition: CommandDefinition<Options, Result>): AnyCommand {
  return {
    configure: (verb) => definition.configure?.(verb),
    async run(anyContext) {
      const context = anyContext as CommandContext<Options>;
      const document = await definition.run(context);
      return {
        document,
        rendered: () => definition.render?.(document) ?? JSON.stringify(document, null, 2),
        exitCode: definition.exitCode?.(document) ?? 0,
        afterwards: async () => definition.afterwards?.(document, context),
      };
    },
  };
}
