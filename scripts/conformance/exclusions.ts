import type { Spec } from './jasmine.js';

interface Exclusion {
  /** Matches 'file name of the spec'. */
  readonly pattern: RegExp;
  /** Continues 'the spec ...'. */
  readonly reason: string;
}

const STRINGS = 'uses strings: text never becomes a tensor in Vitrine';
const COMPLEX = 'uses complex numbers, which ONNX does not have';
const SHAPE_BY_NUMBERS = 'wants a result whose shape depends on numbers; a recorded graph knows shapes only';
const SPACE = 'has three axes of space; the models of Vitrine have two';
const CHANNELS_FIRST = 'keeps channels first (NCHW); the tensors of Vitrine have them last';
const NO_OPERATOR = 'needs an operator that ONNX does not have and no model of Vitrine uses';
const NAN = 'asks where NaN stands among numbers, which ONNX leaves open';
const SYNCHRONOUS = 'reads a computed tensor synchronously, and ONNX Runtime answers by promise only';
const DIGITS = 'expects more digits than a float32 has';

/** The specs that say nothing about this backend, each with its reason. The first that matches counts. */
const EXCLUSIONS: readonly Exclusion[] = [
  { pattern: /^ops\/string\//, reason: STRINGS },
  {
    pattern:
      /^(buffer|engine|io\/io_utils|tensor|tensor_util|ops\/\w+)_test\.js (?!.*(throws? |fails|mismatch|does not match|without dtype|missing dtype|not uint8array|parse as bool)).*\bstrings?\b/i,
    reason: STRINGS,
  },
  { pattern: /^ops\/clone_test\.js .*string|Mixed dtype tensors$/, reason: STRINGS },
  {
    pattern: /^ops\/squeeze_test\.js squeeze (default|specific dimension|all ones|squeeze only ones)/,
    reason: STRINGS,
  },
  {
    pattern:
      /^(io\/io_utils|tensor|ops\/(?!local_response)\w+)_test\.js (?!.*(throws|non-complex)).*complex|toNestedArray for a complex tensor tensor to nested/i,
    reason: COMPLEX,
  },
  { pattern: /^ops\/(ifft|signal\/stft|spectral\/\w+)_test/, reason: COMPLEX },
  { pattern: /^ops\/(add|sub)_test\.js \w+ upcasts when dtypes dont match/, reason: COMPLEX },
  {
    pattern:
      /^ops\/(sparse\/|ragged_|unique_test|broadcast_args_test|image\/non_max_suppression_test)(?!.*(0 dimensional|invalid rank|-> error|inconsistent|invalid iou|throws when))/,
    reason: SHAPE_BY_NUMBERS,
  },
  { pattern: /^ops\/(conv3d|conv3d_transpose|avg_pool_3d|max_pool_3d)_test(?!.*throws)/, reason: SPACE },
  { pattern: /^ops\/(conv2d|fused\/fused_conv2d)_test\.js (?!.*throws).*NCHW/, reason: CHANNELS_FIRST },
  {
    pattern: /^ops\/(dilation2d|image\/crop_and_resize|image\/transform)_test\.js (?!.*th(ro|or)ws)/,
    reason: NO_OPERATOR,
  },
  {
    pattern: /^ops\/(arg_max|arg_min|max|min|max_pool_with_argmax)_test\.js (?!.*3D).*(ignores|return) NaNs/,
    reason: NAN,
  },
  { pattern: /^ops\/step_test\.js .*(propagates NaNs|1d tensor and alpha)/, reason: NAN },
  { pattern: /^ops\/exp_test\.js exp int32|^ops\/tan_test\.js .*exceed float32 precision/, reason: DIGITS },
  {
    pattern:
      /^engine_test\.js profile |delayed sync read of sliced tensor|^debug_mode_test\.js .*(no nans|(infinities|nans) in op output)/,
    reason: SYNCHRONOUS,
  },
  {
    pattern: /^globals_test\.js time cpu simple upload/,
    reason: 'times single kernels; ONNX Runtime computes them later, as one graph',
  },
  {
    pattern: /^ops\/gather_test\.js gather throws when index is out of bound/,
    reason: 'expects an error about numbers before they are read; ONNX Runtime throws it when they are',
  },
  {
    pattern: /^ops\/pool_test\.js pool \w+ x=\[2,2,3\] f=\[1,1\] s=2 p=1/,
    reason: 'pads as much as the window is wide, which ONNX forbids',
  },
  {
    pattern: /^ops\/avg_pool_test\.js avgPool gradient x=\[3,3,1\] f=\[3,3\] s=1 p=explicit/,
    reason: 'divides by the whole window at the border, where the forward pass divides by the part inside',
  },
  {
    pattern: /^ops\/conv2d_transpose_test\.js .*input=8x8x8,output=4x4x8/,
    reason: 'hands over a gradient larger than the convolution that it belongs to',
  },
];

/** @returns why a spec is not run, or undefined when it is */
export function exclusionOf(spec: Spec): string | undefined {
  const line = `${spec.file} ${spec.name}`;
  return EXCLUSIONS.find(({ pattern }) => pattern.test(line))?.reason;
}
