/**
 * Runs tfjs-core's own tests against the ONNX backend: `npm run --silent conformance [-- FILE... --json --failures --excluded]`.
 *
 * tfjs-core publishes the tests that each of its backends must pass. They are bundled with ours and run by jasmine;
 * `scripts/conformance/exclusions.ts` says which do not apply, and why; `--excluded` lists those of them that pass.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundleTests, publishedTests } from './conformance/bundle.js';
import { exclusionOf } from './conformance/exclusions.js';
import { runSpecs, type Spec, type SpecResult } from './conformance/jasmine.js';

interface FileSummary {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly excluded: number;
}

function summaries(results: readonly SpecResult[]): FileSummary[] {
  const files = [...new Set(results.map(({ file }) => file))];
  return files.map((file) => {
    const own = results.filter((result) => result.file === file);
    const count = (status: SpecResult['status']): number => own.filter((result) => result.status === status).length;
    return { file, passed: count('passed'), failed: count('failed'), excluded: count('excluded') };
  });
}

/** How many specs each reason keeps out, most first. */
function reasons(results: readonly SpecResult[]): [reason: string, specs: number][] {
  const counts = new Map<string, number>();
  for (const { status, reason = '' } of results) {
    if (status === 'excluded') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function total(rows: readonly FileSummary[]): FileSummary {
  const sum = (name: 'passed' | 'failed' | 'excluded'): number => rows.reduce((all, row) => all + row[name], 0);
  return { file: 'all', passed: sum('passed'), failed: sum('failed'), excluded: sum('excluded') };
}

function table(results: readonly SpecResult[]): string {
  const rows = summaries(results);
  const lines = [...rows, total(rows)].map(({ file, passed, failed, excluded }) =>
    [file.padEnd(48), ...[passed, failed, excluded].map((count) => String(count).padStart(9))].join(''),
  );
  const header = ['file'.padEnd(48), ...['passed', 'failed', 'excluded'].map((name) => name.padStart(9))].join('');
  const why = reasons(results).map(([reason, specs]) => `${String(specs).padStart(6)}  ${reason}`);
  return [header, ...lines, '', 'excluded because the spec', ...why].join('\n');
}

function chosenTests(words: readonly string[]): string[] {
  return publishedTests().filter((test) => words.length === 0 || words.some((word) => test.includes(word)));
}

/** Turns the exclusions round: the excluded specs run, to see whether some of them pass. */
function needlessExclusionOf(spec: Spec): string | undefined {
  return exclusionOf(spec) === undefined ? 'runs anyway' : undefined;
}

function reportNeedless(results: readonly SpecResult[]): number {
  const needless = results.filter(({ status }) => status === 'passed');
  for (const { file, name } of needless) process.stdout.write(`passes, but is excluded: ${file} ${name}\n`);
  return needless.length === 0 ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean' }, failures: { type: 'boolean' }, excluded: { type: 'boolean' } },
  });
  const bundle = await bundleTests(chosenTests(positionals));
  const isExcluded = values.excluded === true;
  const results = await runSpecs(bundle, isExcluded ? needlessExclusionOf : exclusionOf).finally(() => {
    rmSync(bundle, { force: true });
  });
  if (isExcluded) return reportNeedless(results);
  const failures = results.filter(({ status }) => status === 'failed');
  const document = { ...total(summaries(results)), failures, reasons: Object.fromEntries(reasons(results)) };
  process.stdout.write(`${values.json === true ? JSON.stringify(document, null, 2) : table(results)}\n`);
  if (values.failures === true) {
    for (const { file, name, reason } of failures) process.stdout.write(`\n${file}\n  ${name}\n  ${reason ?? ''}\n`);
  }
  return failures.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
