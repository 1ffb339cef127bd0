import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/conformance.js', import.meta.url));

/** The published tests of what the models are made of; `npm run conformance` runs all of them. */
const FILES = [
  'arithmetic', 'add_test', 'sub_test', 'mat_mul', 'ops/conv2d_test', 'max_pool_test', 'avg_pool_test', 'relu_test',
  'reduction', 'sum_test', 'mean_test', 'ops/max_test', 'log_sum_exp', 'softmax_test', 'softmax_cross_entropy',
  'ops/gather_test', 'concat_test', 'slice_test', 'pad_test', 'transpose_test', 'ops/reshape', 'where_test', 'batchnorm',
  'gradients_test', 'variable_test', 'moments', 'norm_test', 'one_hot', 'topk',
]; // prettier-ignore

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly { readonly file: string; readonly name: string; readonly reason: string }[];
}

/** What a script prints, also when it ends with 1 because a spec failed. */
function outputOf(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }, (_, stdout) => {
      resolve(stdout);
    });
  });
}

test("tfjs-core's own tests of the operations in use pass, but for exclusions with a reason", async () => {
  const { passed, failures } = JSON.parse(await outputOf([SCRIPT, '--json', ...FILES])) as Outcome;
  assert.deepEqual(failures, []);
  assert.ok(passed > 800, `only ${passed} specs ran`);
});
