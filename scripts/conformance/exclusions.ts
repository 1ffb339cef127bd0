import type { Spec } from './jasmine.js';

interface Exclusion {
  /** Matches 'file name of the spec'. */
  readonly pattern: RegExp;
  readonly reason: string;
}

/** The specs that say nothing about this backend, each with its reason. The first that matches counts. */
const EXCLUSIONS: readonly Exclusion[] = [];

const SYNCHRONOUS = 'reads synchronously, and ONNX Runtime answers by promise only';

/** @returns why a spec is not run, or undefined when it is */
export function exclusionOf(spec: Spec): string | undefined {
  const line = `${spec.file} ${spec.name}`;
  return EXCLUSIONS.find(({ pattern }) => pattern.test(line))?.reason ?? (spec.isSynchronous ? SYNCHRONOUS : undefined);
}
