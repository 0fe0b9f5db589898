/**
 * `npm run soak -- kills [times]`: breaks the app on purpose for as long as one likes. `npm run soak -- accessibility`: looks at
 * every place of the app in every look. Ends with 1 where a promise is broken.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPackage, runNode } from '../run.ts';
import { type KillFigures, killRepeatedly } from './kills.ts';

const inWords = ({ kills, cutOff, stepsAgain, mostLost, steps }: KillFigures) =>
  `${kills} kills, ${cutOff} in the middle of a write; at step ${steps}; ` +
  `${stepsAgain} steps taken again, all the same; at most ${mostLost.toFixed(1)} s of training lost`;

const [what, times = '200'] = process.argv.slice(2);
if (what === 'accessibility') {
  const journey = ['test', 'e2e/journeys/accessibility.spec.ts', '-g', 'nothing stands'];
  const env = { ...process.env, EVERY_LOOK: 'yes' };
  process.exit(await runNode(inPackage('@playwright', 'test', 'cli.js'), journey, { env }));
}
if (what !== 'kills' || !/^[1-9]\d*$/.test(times)) {
  console.error(
    'What is to be tried hard? npm run soak -- kills [times, 200 by default], or npm run soak -- accessibility',
  );
  process.exit(2);
}

const userData = await mkdtemp(join(tmpdir(), 'gatescope-soak-'));
const started = performance.now();
const onKill = (figures: KillFigures) => process.stdout.write(`\r${inWords(figures)}\x1b[K`);
try {
  await killRepeatedly(userData, Number(times), { saveSeconds: 0.5, onKill });
  await rm(userData, { recursive: true });
  console.log(`\nNothing was lost in ${Math.round((performance.now() - started) / 1000)} s.`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\nWhat it left is in ${userData}.`);
  process.exitCode = 1;
}
process.exit();
