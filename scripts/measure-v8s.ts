/**
 * `npx tsx scripts/measure-v8s.ts`: the kernels on each available V8, as a table: the speed of each build without
 * paired vectors and with, and how the processes that run them end. On an idle machine (docs/adr/0006).
 */

import { join } from 'node:path';
import { type FlagsToTry, pairingFlags } from '../src/engine/kernels/choice/flags.ts';
import type { Trial } from '../src/engine/kernels/choice/tried.ts';
import { flagsToTryOn, tryOn } from '../src/cli/start/node-trial.ts';
import { buildIfStale } from './build-if-stale.ts';
import { kernelDirectory } from './kernels/ensure.ts';
import { root, run } from './run.ts';
import { tryInChromium } from './v8s/chromium-trial.ts';
import { getNode, nodeMajors, whyNoNodes } from './v8s/nodes.ts';

const names = ['relaxed-6x4', 'relaxed-6x2', 'relaxed-4x4', 'relaxed-8x2'];
/** Work of a trial: so many sequences of so many rows. A digit has 28. */
const digits = (23 * 6) / 28;

function row(name: string, flags: readonly string[], trial: Trial) {
  const speeds = names.map((build) => {
    const found = 'builds' in trial ? trial.builds.find((tried) => tried.name === build) : undefined;
    return found ? Math.round((1000 * digits) / found.milliseconds).toLocaleString('en') : '–';
  });
  const end = 'builds' in trial ? 'exit code 0' : trial.died;
  console.log(`| ${[name, flags.map((flag) => `\`${flag}\``).join(' ') || 'none', ...speeds, end].join(' | ')} |`);
}

async function measure(
  name: string,
  { plain, pairing }: FlagsToTry,
  tryUnder: (flags: readonly string[]) => Promise<Trial>,
) {
  const lists = [plain[0], ...pairing.map((flag) => [...plain[0], flag])];
  for (const flags of lists) row(name, flags, await tryUnder(flags));
}

await buildIfStale();
console.log(`| V8 | flags | ${names.join(' | ')} | ended with |`);
console.log(`|---|---|${'---:|'.repeat(names.length)}---|`);
if (whyNoNodes === null) {
  for (const major of nodeMajors) {
    const node = await getNode(major);
    const tryUnder = (flags: readonly string[]) =>
      tryOn(node, flags, join(root, 'out', 'main', 'kernel-trial.js'), kernelDirectory);
    await run(node, ['-p', '`Node ${process.versions.node} has V8 ${process.versions.v8}`'], {
      stdio: ['ignore', 2, 2],
    });
    await measure(`Node ${major}`, await flagsToTryOn(node), tryUnder);
  }
}
let version = 'Chromium';
await measure('Chromium', { plain: [[]], pairing: pairingFlags }, async (flags) => {
  try {
    const { v8, builds } = await tryInChromium(flags);
    version = v8;
    return { builds };
  } catch (error) {
    return { died: error instanceof Error ? error.message : String(error) };
  }
});
console.error(`Chromium has V8 ${version}`);
