/** Who takes part, and how each is started. */

import { availableParallelism } from 'node:os';
import type { EngineAssets } from '../../protocol/host.ts';
import pytorchProgram from './contestants/pytorch.py?raw';
import type { Order } from './messages.ts';
import { findOtherNode } from './other-node.ts';
import type { Launch } from './participant.ts';

export type Entrant = {
  /** For `--only` and for programs. */
  readonly name: string;
  /** Until it has greeted with one of its own. */
  readonly title: string;
  /** How it is started, or the reason why it cannot be. */
  readonly launch: Launch | string;
};

/** Ours, which the others are compared with. */
export const ourName = 'gatescope';

export const entrantNames = [
  ourName,
  'gatescope-unpaired',
  'gatescope-other-node',
  'pytorch',
  'jax',
  'tfjs-wasm',
  'tfjs-cpu',
] as const;

/** What contestants on Node are made of. */
export type BenchmarkFiles = {
  /** The bundle that they run. */
  readonly program: string;
  /** Folder of the tfjs WebAssembly files. */
  readonly wasmDirectory: string;
  readonly assets: EngineAssets;
};

export function entrants({ program, wasmDirectory, assets }: BenchmarkFiles): Entrant[] {
  const otherNode = findOtherNode(process.env, process.execPath);
  const { dataDirectory, kernelDirectory, threadFile } = assets;
  const directories = { dataDirectory, wasmDirectory, kernelDirectory, threadFile };
  const onNode = (
    contestant: Order['contestant'],
    { command = process.execPath, kernels = null }: { command?: string; kernels?: string | null } = {},
  ): Launch => {
    const order: Order = { contestant, ...directories, kernels };
    return { command, args: [program, JSON.stringify(order)] };
  };
  const launches: Record<(typeof entrantNames)[number], [title: string, launch: Launch | string]> = {
    gatescope: ['Gatescope', onNode('gatescope')],
    'gatescope-unpaired': ['Gatescope, unpaired', onNode('gatescope', { kernels: 'relaxed-6x2' })],
    'gatescope-other-node': [
      'Gatescope, other Node',
      otherNode === null ? 'there is no second Node on PATH' : onNode('gatescope', { command: otherNode }),
    ],
    pytorch: ['PyTorch', { command: 'python3', args: ['-c', pytorchProgram, dataDirectory] }],
    jax: ['jax-js', onNode('jax')],
    'tfjs-wasm': ['tfjs wasm', onNode('tfjs-wasm')],
    'tfjs-cpu': ['tfjs cpu', onNode('tfjs-cpu')],
  };
  return entrantNames.map((name) => ({ name, title: launches[name][0], launch: launches[name][1] }));
}

/** Threads that everybody may use unless told otherwise. */
export const defaultThreads = availableParallelism();
