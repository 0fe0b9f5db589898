// Holds P16.
/**
 * The kernel files themselves on the V8 of a Chromium, which Electron's next versions have: Debian's 156 is that of
 * Electron 45.
 */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findChromium } from '../../scripts/chromium.ts';
import { tryInChromium } from '../../scripts/v8s/chromium-trial.ts';
import { flagsToTryOn, tryOn } from '../../src/cli/start/node-trial.ts';
import { kernelBuilds } from '../../src/domain/kernel-builds.ts';
import { pairingFlags } from '../../src/engine/kernels/choice/flags.ts';
import type { TriedBuild } from '../../src/engine/kernels/choice/tried.ts';
import { assets, root } from './built.ts';

const bits = (builds: readonly TriedBuild[]) => builds.map(({ name, digest }) => ({ name, digest }));

test.skipIf(findChromium() === undefined)(
  'computes right on all builds there, with the same bits as on this Node, whatever pairing is called',
  async () => {
    const { builds: plain } = await tryInChromium([]);
    expect(plain.map(({ name }) => name)).toEqual(kernelBuilds.map(({ name }) => name));
    for (const flag of pairingFlags) expect(bits((await tryInChromium([flag])).builds)).toEqual(bits(plain));

    const { plain: flags } = await flagsToTryOn(process.execPath);
    const here = await tryOn(
      process.execPath,
      flags[0],
      join(root, 'out', 'main', 'kernel-trial.js'),
      assets.kernelDirectory,
    );
    if ('died' in here) throw new Error(here.died);
    expect(bits(plain)).toEqual(expect.arrayContaining(bits(here.builds)));
  },
  600_000,
);
