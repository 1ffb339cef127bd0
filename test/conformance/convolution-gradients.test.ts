import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { channelBlock } from '../../src/engine/onnx/probe.js';
import { conv2d, type Tensor3D, type Tensor4D } from '../../src/engine/tensor.js';
import { gradientsOf, onCpu, onOnnx, relativeError, startBackends, type Experiment } from './backends.js';

interface Convolution {
  readonly batch: number;
  readonly side: readonly [height: number, width: number];
  readonly channels: readonly [input: number, output: number];
  readonly filter: number;
  readonly stride: 1 | 2;
  readonly pad?: 'same' | 'valid' | number;
}

function experimentOf({ batch, side, channels, filter, stride, pad = 'same' }: Convolution): Experiment {
  const convolve = (x: unknown, weights: unknown) => conv2d(x as Tensor3D, weights as Tensor4D, stride, pad);
  const gradients = gradientsOf(convolve);
  return {
    shapes: [
      [batch, ...side, channels[0]],
      [filter, filter, ...channels],
    ],
    compute: (inputs) => [convolve(inputs[0], inputs[1]), ...gradients(inputs)],
  };
}

const NAMES = ['result', 'gradient by the input', 'gradient by the filter'];

async function assertAgreement(convolution: Convolution, blocks: readonly number[]): Promise<void> {
  const experiment = experimentOf(convolution);
  const expected = await onCpu(experiment);
  for (const block of blocks) {
    const found = await onOnnx(experiment, { channelBlock: block });
    for (const [i, name] of NAMES.entries()) {
      const error = relativeError(found[i], expected[i]);
      assert.ok(error < 1e-4, `${name}, ${JSON.stringify(convolution)}, blocks of ${block}: off by ${error}`);
    }
  }
}

let blocks: number[] = [];

before(async () => {
  await startBackends();
  blocks = [...new Set([0, await channelBlock()])];
});

for (const filter of [1, 3, 5]) {
  for (const stride of [1, 2] as const) {
    test(`${filter}x${filter} filters at stride ${stride} agree with the plain engine on odd shapes`, async () => {
      for (const channels of [3, 16, 48]) {
        for (const side of [
          [7, 7],
          [8, 6],
        ] as const) {
          await assertAgreement({ batch: 3, side, channels: [channels, 16], filter, stride }, blocks);
        }
      }
    });
  }
}

test('large outputs agree, where the gradient by the filter takes one product for each of its places', async () => {
  await assertAgreement({ batch: 2, side: [17, 16], channels: [16, 16], filter: 3, stride: 1 }, blocks);
});

test('whole blocks of the batch agree, where batch and channels change places', async () => {
  await assertAgreement({ batch: 16, side: [8, 9], channels: [64, 16], filter: 3, stride: 1 }, blocks);
  await assertAgreement({ batch: 16, side: [32, 31], channels: [16, 16], filter: 3, stride: 2 }, blocks);
});

test('channels that fill no whole block agree', async () => {
  await assertAgreement({ batch: 2, side: [9, 9], channels: [20, 12], filter: 3, stride: 1 }, blocks);
  await assertAgreement({ batch: 2, side: [9, 9], channels: [24, 40], filter: 3, stride: 2 }, blocks);
});

test('explicit and no padding agree', async () => {
  await assertAgreement({ batch: 2, side: [5, 4], channels: [3, 16], filter: 1, stride: 2, pad: 1 }, blocks);
  await assertAgreement({ batch: 2, side: [9, 8], channels: [3, 16], filter: 5, stride: 2, pad: 2 }, blocks);
  await assertAgreement({ batch: 2, side: [9, 8], channels: [16, 16], filter: 3, stride: 2, pad: 'valid' }, blocks);
  await assertAgreement({ batch: 2, side: [9, 8], channels: [16, 16], filter: 3, stride: 1, pad: 'valid' }, blocks);
});
