/** The contestants, and how each is started. */

import { availableParallelism } from 'node:os';
import { array, parse, string } from 'valibot';
import type { EngineAssets } from '../../protocol/host.ts';
import { choose } from '../../engine/kernels/choice/choose.ts';
import { relaxedFlag } from '../../engine/kernels/choice/flags.ts';
import type { Choice } from '../../engine/kernels/choice/remembered.ts';
import { flagsToTryOn, tryOn } from '../start/node-trial.ts';
import stripsProgram from '../../engine/files/loaders/load_strips.py?raw';
import pytorchProgram from './contestants/pytorch.py?raw';
import type { Order } from './messages.ts';
import { findOtherNode } from './other-node.ts';
import type { Launch } from './participant.ts';

export type Entrant = {
  /** For `--only` and for programs. */
  readonly name: string;
  /** Used until it greets with a title of its own. */
  readonly title: string;
  /** How it is started, or why it cannot be. */
  readonly launch: Launch | string;
};

/** Ours; the others are compared with it. */
export const ourName = 'gatescope';

/** As a plain Node starts. */
export const noFlags: Choice = { kernels: null, flags: [], paired: false };

export const entrantNames = [
  ourName,
  'gatescope-unpaired',
  'gatescope-other-node',
  'gatescope-window',
  'pytorch',
  'jax',
  'tfjs-wasm',
  'tfjs-cpu',
] as const;

/** Files that contestants on Node need. */
export type BenchmarkFiles = {
  /** The bundle that they run. */
  readonly program: string;
  /** Folder of the tfjs WebAssembly files. */
  readonly wasmDirectory: string;
  /** The bundle that tries the kernels. */
  readonly trialProgram: string;
  readonly assets: EngineAssets;
};

/**
 * @param choice of the kernels on this Node
 * @param only names of the contestants that take part
 */
export async function entrants(
  { program, trialProgram, wasmDirectory, assets }: BenchmarkFiles,
  choice: Choice,
  only: readonly string[],
): Promise<Entrant[]> {
  const { dataDirectory, kernelDirectory, threadFile } = assets;
  const directories = { dataDirectory, wasmDirectory, kernelDirectory, threadFile };
  const onNode = (
    contestant: Order['contestant'],
    { flags, kernels, paired }: Choice = noFlags,
    command = process.execPath,
  ): Launch => {
    const order: Order = { contestant, ...directories, choice: { kernels, paired } };
    return { command, args: [...flags, program, JSON.stringify(order)] };
  };
  const onOther = async (node: string) => {
    const tryUnder = (flags: readonly string[]) => tryOn(node, flags, trialProgram, kernelDirectory);
    return onNode('gatescope', (await choose(await flagsToTryOn(node), tryUnder)).choice, node);
  };
  const otherNode = findOtherNode(process.env, process.execPath);
  const makers: Record<(typeof entrantNames)[number], [title: string, make: () => Launch | string | Promise<Launch>]> =
    {
      gatescope: ['Gatescope', () => onNode('gatescope', choice)],
      'gatescope-unpaired': ['Gatescope, unpaired', () => onNode('gatescope', unpairedLike(choice))],
      'gatescope-other-node': [
        'Gatescope, other Node',
        () => (otherNode === null ? 'there is no second Node on PATH' : onOther(otherNode)),
      ],
      'gatescope-window': ['Gatescope, in the window', () => windowLaunch(process.env)],
      pytorch: ['PyTorch', () => ({ command: 'python3', args: ['-c', pytorchProgram, dataDirectory, stripsProgram] })],
      jax: ['jax-js', () => onNode('jax')],
      'tfjs-wasm': ['tfjs wasm', () => onNode('tfjs-wasm')],
      'tfjs-cpu': ['tfjs cpu', () => onNode('tfjs-cpu')],
    };
  return Promise.all(
    entrantNames
      .filter((name) => only.includes(name))
      .map(async (name) => ({ name, title: makers[name][0], launch: await makers[name][1]() })),
  );
}

/** Opens the desktop window; only the repository's benchmark says how. */
function windowLaunch({ GATESCOPE_WINDOW_CONTESTANT: given }: NodeJS.ProcessEnv): Launch | string {
  if (given === undefined) return '"npm run bench" opens it, in the repository';
  const [command, ...args] = parse(array(string()), JSON.parse(given));
  return { command, args };
}

/** The fastest choice without pairing on most processors. */
function unpairedLike({ flags }: Choice): Choice {
  return { kernels: 'relaxed-6x2', flags: flags.filter((flag) => flag === relaxedFlag), paired: false };
}

/** Threads that each may use unless told otherwise. */
export const defaultThreads = availableParallelism();
