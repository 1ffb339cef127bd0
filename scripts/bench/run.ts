/**
 * Runs one benchmark: `npm run --silent bench -- NAME [--json] [...]`.
 *
 * Each `scripts/bench/<NAME>.ts` exports `bench(args)`, which measures one thing and returns the document to print.
 * Where a peer's program can be named with `--peer`, it runs in turn with ours, because only ratios of one run
 * compare machines that are busy with other things.
 */
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Benchmark {
  readonly bench: (args: readonly string[]) => Promise<unknown>;
}

const folder = dirname(fileURLToPath(import.meta.url));

function benchmarkNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js') && file !== basename(fileURLToPath(import.meta.url)))
    .map((file) => basename(file, '.js'))
    .sort();
}

async function load(name: string): Promise<Benchmark | undefined> {
  const module = (await import(new URL(`./${name}.js`, import.meta.url).href)) as Partial<Benchmark>;
  return module.bench === undefined ? undefined : { bench: module.bench };
}

/** 'text.median: 4.1', one figure a line: the form for people. */
function figures(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [`${path.join('.')}: ${String(value)}`];
  return Object.entries(value).flatMap(([name, inner]) => figures(inner, [...path, name]));
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const benchmark = name !== undefined && benchmarkNames().includes(name) ? await load(name) : undefined;
  if (benchmark === undefined) {
    process.stderr.write(
      `usage: npm run --silent bench -- NAME [--json] [...]\nNAME: ${benchmarkNames().join(', ')}\n`,
    );
    return 2;
  }
  const document = await benchmark.bench(args.filter((arg) => arg !== '--json'));
  const text = args.includes('--json') ? JSON.stringify(document, null, 2) : figures(document).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
