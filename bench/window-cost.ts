/**
 * Measures what the desktop window costs the training that it watches. Trains in a real Electron, in turn with the
 * window visible, whose Lab follows each step, and minimised, so that nothing is drawn; prints samples a second and how
 * much less that is. On an idle machine: `npm run build && npx tsx bench/window-cost.ts`
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { createWindowHost } from '../e2e/hosts/window-host.ts';
import { runInWindow } from '../scripts/window-tests/run-in-window.ts';
import { median } from '../src/cli/bench/statistics.ts';
import { defaultRecipe, settingRanges } from '../src/domain/recipe/config.ts';

const [rounds, warmUp, seconds] = [9, 1000, 4];
const recipe = { ...defaultRecipe, units: 128, epochs: settingRanges.epochs[1] };

const { GATESCOPE_ELECTRON, GATESCOPE_NO_WINDOW } = process.env;
if (GATESCOPE_ELECTRON === undefined && GATESCOPE_NO_WINDOW === undefined)
  process.exit(await runInWindow([...process.execArgv, import.meta.filename], process.env));
if (GATESCOPE_NO_WINDOW !== undefined) throw new Error(GATESCOPE_NO_WINDOW);

const host = await createWindowHost();
const page = await host.open();
await page.getByRole('group', { name: 'Prediction' }).waitFor();
const { engine } = await host.connect(page);

const show = {
  visible: () =>
    host.app().evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0].restore();
    }),
  minimised: () =>
    host.app().evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0].minimize();
    }),
};

/** @throws Error where the window manager has not done it */
async function assertIs(state: keyof typeof show): Promise<void> {
  const isMinimised = await host.app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].isMinimized());
  if (isMinimised !== (state === 'minimised')) throw new Error(`The window is not ${state}.`);
}

async function samplesPerSecond(): Promise<number> {
  const step = async () => (await engine.getStatus(undefined)).run.step;
  const [first, started] = [await step(), performance.now()];
  await sleep(1000 * seconds);
  return (1000 * recipe.batchSize * ((await step()) - first)) / (performance.now() - started);
}

await engine.restart({ recipe });
await engine.train(undefined);
const speeds: Record<keyof typeof show, number[]> = { visible: [], minimised: [] };
for (let round = 0; round < rounds; round++)
  for (const state of round % 2 ? (['visible', 'minimised'] as const) : (['minimised', 'visible'] as const)) {
    await show[state]();
    await sleep(warmUp);
    await assertIs(state);
    speeds[state].push(await samplesPerSecond());
  }
await host.close();

for (const [state, values] of Object.entries(speeds))
  console.log(`${state}: ${Math.round(median(values))} samples/s (${values.map(Math.round).join(', ')})`);
const costs = speeds.visible.map((value, at) => 1 - value / speeds.minimised[at]);
console.log(`A visible window costs ${(100 * median(costs)).toFixed(1)} % (median of ${rounds} pairs).`);
