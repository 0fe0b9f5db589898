/**
 * `npm run soak -- hostile [inputs, 100,000 by default] [seed] [surface] [path]`: hostile input on every way into the
 * app. A failure says with which seed, surface and path to repeat it.
 */

import { spawnSync } from 'node:child_process';
import { inPackage } from '../run.ts';

/** @returns whether all inputs were answered as promised */
export function tryHostileInput([
  inputs = '100000',
  seed = String(Date.now() % 2 ** 31),
  surface,
  path,
]: readonly string[]): boolean {
  console.log(`${inputs} inputs of seed ${seed}:`);
  const chosen = { ...(surface && { HOSTILE_SURFACE: surface }), ...(path && { HOSTILE_PATH: path }) };
  const env = { ...process.env, HOSTILE_INPUTS: inputs, HOSTILE_SEED: seed, ...chosen };
  // Vitest reads the sources as the build does.
  const options = ['run', '--project', 'unit', 'scripts/hostile/hostile.test.ts'];
  return (
    spawnSync(process.execPath, [inPackage('vitest', 'vitest.mjs'), ...options], { stdio: 'inherit', env }).status === 0
  );
}
