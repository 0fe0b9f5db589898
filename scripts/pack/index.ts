/**
 * `npm run dist`: builds the app and packs it; arguments are electron-builder's own. With `--trial` it instead packs a
 * .deb around the tests' Electron into `dist/trial`, which needs nothing but the npm registry.
 */

import { join } from 'node:path';
import { messageOf } from '../../src/domain/errors.ts';
import { build } from '../build-if-stale.ts';
import { root } from '../run.ts';
import { pack } from './pack.ts';
import { trialArguments } from './trial.ts';

const [first, ...rest] = process.argv.slice(2);
try {
  await build();
  const trial = first === '--trial' ? await trialArguments(join(root, 'dist', 'trial')) : undefined;
  process.exitCode = await pack(trial ? [...trial, ...rest] : process.argv.slice(2));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
