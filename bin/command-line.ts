import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { printableJson, printableLines } from '../src/printable.js';
import type { AnyCommand, CommonOptions } from './command.js';
import { packageVersion } from './package-version.js';
import { describeFailure } from './terminal/failure.js';
import { openProgressMessages, type ProgressMessage } from './terminal/progress-messages.js';
import { openProgressDisplay } from './terminal/progress.js';
import type { ProgressStream } from './terminal/progress.js';

/** A verb of the table: named and described without being loaded. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: AnyCommand }>;
}

/** What a command line runs in: the process, or what a test passes. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: NodeJS.WriteStream | ProgressStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Where progress goes for a program that has started the command; nothing of it is then said on stderr. */
  readonly tell?: ((message: ProgressMessage) => void) | undefined;
}

/** What goes to stdout in the end, and what goes on after that. */
interface Printed {
  readonly text: string;
  readonly exitCode: number;
  readonly afterwards: () => Promise<void>;
}

/**
 * Runs one command line from the verb to the last word of output.
 * @param argv without the interpreter and the script
 * @returns the exit code: 0 done, 1 failed, 2 bad input or usage, 130 cancelled
 */
export async function runCommandLine(
  verbs: readonly Verb[],
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { stdout, stderr, signal } = surroundings;
  try {
    const { program, outcome } = await buildProgram(verbs, argv, surroundings);
    await program.parseAsync([...argv], { from: 'user' });
    const { text, exitCode, afterwards } = outcome();
    stdout.write(text);
    await afterwards();
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError && error.code === 'commander.help') return 2;
    const { exitCode, message, document } = describeFailure(error, { cancelled: signal.aborted });
    if (argv.includes('--json')) stdout.write(`${printableJson(document, 2)}\n`);
    const isTold = surroundings.tell !== undefined && document.error.code !== 'unexpected';
    if (!isTold) stderr.write(`vitrine: ${printableLines(message)}\n`);
    return exitCode;
  }
}

/** Commander's tree of verbs, of which only the one in use is loaded: `vitrine --help` must not load a model runtime. */
async function buildProgram(
  verbs: readonly Verb[],
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<{ program: Command; outcome: () => Printed }> {
  let outcome: Printed = { text: '', exitCode: 0, afterwards: () => Promise.resolve() };
  const program = new Command('vitrine')
    .description('Finds products by words and by photo, in a catalog of your own.')
    .version(packageVersion(), '-V, --version')
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 bad input or usage, 130 cancelled.');
  const wanted = argv.find((word) => !word.startsWith('-') && word !== 'help');
  for (const { name, summary, load } of verbs) {
    const command = name === wanted ? (await load()).command : undefined;
    const verb = declareVerb(program, { name, summary, command });
    if (command === undefined) continue;
    verb.action(async () => {
      outcome = await runVerb(command, verb, surroundings);
    });
  }
  quieten(program, surroundings);
  return { program, outcome: () => outcome };
}

/** One verb: its own operands and options, when it is loaded, then those that all have. */
export function declareVerb(
  program: Command,
  { name, summary, command }: Pick<Verb, 'name' | 'summary'> & { readonly command: AnyCommand | undefined },
): Command {
  const verb = program.command(name).description(summary).allowExcessArguments(false);
  command?.configure(verb);
  return verb
    .option('--workspace <dir>', 'the catalog to work on (default: $VITRINE_WORKSPACE, else ./shop.vitrine)')
    .option('--json', 'print one JSON document and nothing else on stdout')
    .option('--quiet', 'show no progress');
}

/** Makes commander throw instead of ending the process, and lets errors be told in one place. */
function quieten(program: Command, { stdout, stderr }: Surroundings): void {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(printableLines(text)),
      outputError: () => undefined,
    });
  }
}

async function runVerb(command: AnyCommand, verb: Command, surroundings: Surroundings): Promise<Printed> {
  const options = verb.opts<CommonOptions & Record<string, unknown>>();
  const { json = false, quiet = false } = options;
  const { stderr, environment, signal, tell } = surroundings;
  const display = await openProgressDisplay(stderr, { quiet: quiet || tell !== undefined });
  const messages = tell && openProgressMessages(tell);
  try {
    const result = await command.run({
      workspace: resolve(options.workspace ?? environment.VITRINE_WORKSPACE ?? 'shop.vitrine'),
      args: verb.args,
      options,
      json,
      quiet,
      signal,
      onProgress: (progress) => {
        display.show(progress);
        messages?.show(progress);
      },
      note: (text) => {
        display.finish();
        if (!quiet) stderr.write(`${printableLines(text)}\n`);
      },
    });
    const text = json ? printableJson(result.document, 2) : printableLines(result.rendered());
    return { text: ensureLineEnd(text), exitCode: result.exitCode, afterwards: result.afterwards };
  } finally {
    display.finish();
  }
}

function ensureLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
