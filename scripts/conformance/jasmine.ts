import { createRequire } from 'node:module';
import type { ConformanceGlobals } from './bundle.js';

/** What we use of jasmine-core, which publishes no types. */
interface JasmineCore {
  readonly installGlobals: () => void;
  readonly jasmine: { getEnv(): JasmineEnvironment; DEFAULT_TIMEOUT_INTERVAL: number };
}

interface JasmineEnvironment {
  configure(options: JasmineOptions): void;
  addReporter(reporter: { specDone: (result: JasmineResult) => void }): void;
  execute(): Promise<{ overallStatus: string }>;
}

interface JasmineOptions {
  readonly random?: boolean;
  readonly forbidDuplicateNames?: boolean;
  readonly specFilter?: (spec: { id: string }) => boolean;
}

interface JasmineResult {
  readonly id: string;
  readonly fullName: string;
  readonly status: 'passed' | 'failed' | 'pending' | 'excluded';
  readonly failedExpectations: readonly { message: string }[];
}

type Declare = (name: string, ...rest: unknown[]) => { readonly id: string };

/** A spec as it is declared, before it is known whether it will run. */
export interface Spec {
  readonly file: string;
  /** The names of its suites and its own. */
  readonly name: string;
}

export interface SpecResult extends Spec {
  readonly status: 'passed' | 'failed' | 'excluded';
  /** The message of the failure, or why the spec was excluded. */
  readonly reason?: string | undefined;
}

const TIMEOUT_MS = 20_000;

/**
 * Runs the specs of a bundle in this process, one after another in the order of their declaration.
 * @param exclude says why a spec must not run; undefined lets it run
 */
export async function runSpecs(bundle: string, exclude: (spec: Spec) => string | undefined): Promise<SpecResult[]> {
  const core = createRequire(import.meta.url)('jasmine-core') as JasmineCore;
  core.installGlobals();
  core.jasmine.DEFAULT_TIMEOUT_INTERVAL = TIMEOUT_MS;
  const environment = core.jasmine.getEnv();
  environment.configure({ random: false, forbidDuplicateNames: false });
  const specs = recordDeclarations();
  await import(bundle);
  const reasons = new Map([...specs].map(([id, spec]) => [id, exclude(spec)]));
  const results: SpecResult[] = [];
  environment.configure({ specFilter: ({ id }) => reasons.get(id) === undefined });
  environment.addReporter({
    specDone: ({ id, status, failedExpectations }) => {
      const spec = specs.get(id);
      if (spec === undefined) return;
      const failure = failedExpectations.map(({ message }) => message).join(' | ');
      if (status === 'passed' || status === 'failed') {
        results.push({ ...spec, status, reason: status === 'failed' ? failure : undefined });
      } else {
        results.push({ ...spec, status: 'excluded', reason: reasons.get(id) ?? 'tfjs-core marks it as pending' });
      }
    },
  });
  await environment.execute();
  return results;
}

/** Notes the file and the suites of each spec while the bundle declares them. */
function recordDeclarations(): Map<string, Spec> {
  const scope = globalThis as unknown as ConformanceGlobals & Record<'describe' | 'it', Declare>;
  const { describe, it } = scope;
  const specs = new Map<string, Spec>();
  let suites: readonly string[] = [];
  scope.describe = (name, body) => {
    const outer = suites;
    suites = [...suites, name];
    const suite = describe(name, body);
    suites = outer;
    return suite;
  };
  scope.it = (name, ...rest) => {
    const spec = it(name, ...rest);
    const file = scope.conformanceFile ?? '';
    specs.set(spec.id, { file, name: [...suites, name].join(' ').replaceAll(' onnx {}', '') });
    return spec;
  };
  return specs;
}
