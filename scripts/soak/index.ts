/** `npm run soak -- WHAT …`: breaks the app on purpose for as long as one likes. Ends with 1 where a promise is broken. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryHostileInput } from './hostile.ts';
import { type KillFigures, killRepeatedly } from './kills.ts';

const inWords = ({ kills, cutOff, stepsAgain, mostLost, steps }: KillFigures) =>
  `${kills} kills, ${cutOff} in the middle of a write; at step ${steps}; ` +
  `${stepsAgain} steps taken again, all the same; at most ${mostLost.toFixed(1)} s of training lost`;

async function kill(times: number): Promise<boolean> {
  const userData = await mkdtemp(join(tmpdir(), 'gatescope-soak-'));
  const started = performance.now();
  const onKill = (figures: KillFigures) => process.stdout.write(`\r${inWords(figures)}\x1b[K`);
  try {
    await killRepeatedly(userData, times, { saveSeconds: 0.5, onKill });
    await rm(userData, { recursive: true });
    console.log(`\nNothing was lost in ${Math.round((performance.now() - started) / 1000)} s.`);
    return true;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}\nWhat it left is in ${userData}.`);
    return false;
  }
}

const [what, ...rest] = process.argv.slice(2);
const [times = '200'] = rest;
if (what === 'hostile') {
  process.exitCode = tryHostileInput(rest) ? 0 : 1;
} else if (what === 'kills' && /^[1-9]\d*$/.test(times)) {
  process.exitCode = (await kill(Number(times))) ? 0 : 1;
} else {
  console.error('What is to be tried hard? npm run soak -- kills [times, 200 by default], or hostile [inputs, 100000]');
  process.exitCode = 2;
}
process.exit();
