import { apply, constantValue, reshape, type Value } from '../value.js';

const constants = new Map<string, Value>();

/**
 * x scale + offset for each channel as one pass over x: ONNX' BatchNormalization with mean 0 and variance 1 does just
 * that, where Mul and Add would go over the whole activation twice.
 * @param sum the operands of an addition
 * @returns undefined when they are not a product with one number per channel and one number per channel
 */
export function fusedAffine(sum: { readonly a: Value; readonly b: Value }): Value | undefined {
  return affine(sum.a, sum.b) ?? affine(sum.b, sum.a);
}

function affine(product: Value, offset: Value): Value | undefined {
  if (product.source.kind !== 'result' || product.source.operation.operator !== 'Mul') return undefined;
  if (product.shape.length !== 4 || product.type !== 'float32') return undefined;
  const channels = product.shape[1];
  const factors = product.source.operation.inputs as readonly Value[];
  const scale = factors.find((factor) => isPerChannel(factor, channels));
  const x = factors.find((factor) => factor.shape.length === 4 && factor !== scale);
  if (scale === undefined || x === undefined || !isPerChannel(offset, channels)) return undefined;
  const flat = [channels];
  const inputs = [x, reshape(scale, flat), reshape(offset, flat), filled(0, channels), filled(1, channels)];
  return apply('BatchNormalization', inputs, { shape: product.shape }, { attributes: { epsilon: { float: 0 } } });
}

/** [channels, 1, 1] as it is broadcast over [batch, channels, height, width]. */
function isPerChannel({ shape }: Value, channels: number): boolean {
  return shape.length === 3 && shape[0] === channels && shape[1] === 1 && shape[2] === 1;
}

function filled(number: number, length: number): Value {
  const key = `${number} ${length}`;
  const known = constants.get(key);
  if (known !== undefined) return known;
  const made = constantValue([length], new Float32Array(length).fill(number));
  constants.set(key, made);
  return made;
}
