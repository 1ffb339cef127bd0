/** The only importer of onnxruntime-node: it finds the library, and explains its absence. */
import { createRequire } from 'node:module';
import type * as OnnxCommon from 'onnxruntime-common';
import { EngineUnavailableError } from '../../errors.js';

/** ONNX Runtime as Node loads it. */
export type OnnxRuntime = typeof OnnxCommon & {
  listSupportedBackends(): readonly { readonly name: string }[];
};

/** The release that Vitrine is tested with; an older one that another package has installed is passed over. */
const TESTED = { major: 1, minor: 30 };

const PACKAGE = 'onnxruntime-node';

/** The copy that comes with the package of Vitrine: `scripts/ship-engine.mjs` makes it. */
const SHIPPED = '../../../engines/onnxruntime-node';

const REMEDY = `run 'npm install ${PACKAGE}@${TESTED.major}.${TESTED.minor}.0 --ignore-scripts'`;

const require = createRequire(import.meta.url);
let loaded: OnnxRuntime | undefined;

/**
 * Loads ONNX Runtime when it is first needed: the one that the project has installed, else the one that comes with Vitrine.
 * @throws EngineUnavailableError when neither is there, or the machine cannot load it
 */
export function onnxRuntime(): OnnxRuntime {
  loaded ??= load();
  return loaded;
}

function load(): OnnxRuntime {
  try {
    return require(isInstalled() ? PACKAGE : SHIPPED) as OnnxRuntime;
  } catch (cause) {
    throw explained(cause);
  }
}

function isInstalled(): boolean {
  try {
    const { version } = require(`${PACKAGE}/package.json`) as { readonly version: string };
    const [major, minor] = version.split('.').map(Number);
    return major === TESTED.major && minor >= TESTED.minor;
  } catch {
    return false; // no package of this name: the copy is taken
  }
}

function explained(cause: unknown): EngineUnavailableError {
  const message = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
  const { platform, arch } = process;
  if (!isMissingModule(cause)) {
    return new EngineUnavailableError({ reason: `ONNX Runtime cannot be loaded: ${message}`, remedy: REMEDY, cause });
  }
  if (message.includes('onnxruntime_binding')) {
    const reason = `ONNX Runtime has no binary for ${platform} on ${arch}`;
    return new EngineUnavailableError({ reason, remedy: 'use Linux, Windows, or a Mac with Apple silicon', cause });
  }
  return new EngineUnavailableError({ reason: 'ONNX Runtime is not installed', remedy: REMEDY, cause });
}

function isMissingModule(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
}
