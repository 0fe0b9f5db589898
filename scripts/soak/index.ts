/**
 * `npm run soak -- WHAT`: stress tests of the app, for as long as one likes. Exits with 1 where a promise is broken.
 */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPackage, runNode } from '../run.ts';
import { messageOf } from '../../src/domain/errors.ts';
import { runInWindow } from '../window-tests/run-in-window.ts';
import { tryHostileInput } from './hostile.ts';
import { judgeHours } from './hours-verdict.ts';
import { trainForHours } from './hours.ts';
import { type KillFigures, killRepeatedly } from './kills.ts';
import type { VictimName } from './victims.ts';
import { trainInWindowForHours, type WindowSample } from './window-hours.ts';

const inWords = ({ kills, cutOff, stepsAgain, mostLost, steps }: KillFigures) =>
  `${kills} kills, ${cutOff} in the middle of a write; at step ${steps}; ` +
  `${stepsAgain} steps taken again, all the same; at most ${mostLost.toFixed(1)} s of training lost`;

/**
 * @param settings the arguments after its name
 * @throws Error where a promise is broken
 */
type Trial = (folder: string, settings: readonly string[]) => Promise<void>;

/** @throws Error where it is not a number above zero */
function amount(given: string | undefined, otherwise: number): number {
  const value = Number(given ?? otherwise);
  if (!(value > 0)) throw new Error(`A number or duration must be above zero, not "${given}".`);
  return value;
}

/**
 * @param saveSeconds longest time between two saves
 * @param longestLife seconds until it is killed
 */
function killing(victim: VictimName, saveSeconds = 0.5, longestLife = 3 * saveSeconds): Trial {
  return async (folder, [times]) => {
    const onKill = (figures: KillFigures) => process.stdout.write(`\r${inWords(figures)}\x1b[K`);
    const lifeSeconds = () => Math.random() * longestLife;
    await killRepeatedly(folder, amount(times, 200), { victim, saveSeconds, lifeSeconds, onKill });
  };
}

/** After the hours: in the desktop window instead of a browser. */
const desktop = '--desktop';

const trials: Readonly<Record<string, Trial>> = {
  kills: killing('host'),
  'thread-kills': killing('thread'),
  'app-kills': killing('app'),
  'engine-kills': killing('engine'),
  // With the usual minute between two saves.
  'early-kills': killing('thread', 60, 15),
  async hours(folder, [hours, where]) {
    if (where === desktop) {
      const options = {
        ...{ seconds: 3600 * amount(hours, 2), sampleSeconds: 60 },
        onSample: (sample: WindowSample) => {
          console.log(JSON.stringify(sample));
        },
      };
      for (const line of await trainInWindowForHours(folder, options)) console.log(line);
      return;
    }
    const [userData, reports] = [await mkdtemp(join(folder, 'user-')), await mkdtemp(join(folder, 'reports-'))];
    const figures = await trainForHours(userData, reports, {
      ...{ seconds: 3600 * amount(hours, 2), sampleSeconds: 60, epochs: 5 },
      onSample: (sample) => {
        console.log(JSON.stringify(sample));
      },
    });
    const { lines, broken } = judgeHours(figures);
    for (const line of lines) console.log(line);
    if (broken.length > 0) throw new Error(`Broken:\n${broken.join('\n')}`);
  },
  async hostile(_folder, settings) {
    if (!tryHostileInput(settings)) throw new Error('See above.');
    return Promise.resolve();
  },
  async accessibility() {
    const journey = ['test', 'e2e/journeys/accessibility.spec.ts', '-g', 'nothing stands'];
    const env = { ...process.env, EVERY_LOOK: 'yes' };
    if (await runNode(inPackage('@playwright', 'test', 'cli.js'), journey, { env })) throw new Error('See above.');
  },
};

/** Trials in the desktop window. */
const inWindow = (what: string, settings: readonly string[]) =>
  ['app-kills', 'engine-kills'].includes(what) || settings.includes(desktop);

const [what = '', ...settings] = process.argv.slice(2);
if (!Object.hasOwn(trials, what)) {
  console.error(`Which stress test? npm run soak -- ${Object.keys(trials).join(' | ')} [amount]`);
  process.exit(2);
}

if (inWindow(what, settings) && process.env.GATESCOPE_ELECTRON === undefined) {
  // Again, where there is a screen.
  process.exit(await runInWindow([...process.execArgv, import.meta.filename, what, ...settings], process.env));
}
const folder = await mkdtemp(join(tmpdir(), 'gatescope-soak-'));
const started = performance.now();
try {
  await trials[what](folder, settings);
  await rm(folder, { recursive: true });
  console.log(`\nNothing was broken in ${Math.round((performance.now() - started) / 1000)} s.`);
} catch (error) {
  // A window's folder is deleted with the user that it ran as.
  const log = await readFile(join(folder, 'logs', 'gatescope.log'), 'utf8').catch(() => '');
  console.error(`\n${messageOf(error)}\n${log.slice(-5_000)}`);
  if (process.env.GATESCOPE_ELECTRON === undefined) console.error(`Its files are in ${folder}.`);
  process.exitCode = 1;
}
process.exit();
