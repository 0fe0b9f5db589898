/**
 * The desktop app as a contestant of the benchmark: a real, visible window whose Lab follows the timed training. It
 * greets and answers like `src/cli/bench/contestant.ts`, for training on all threads only.
 */

import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { createWindowHost } from '../e2e/hosts/window-host.ts';
import { runInWindow } from '../scripts/window-tests/run-in-window.ts';
import { type Answer, type Greeting, type Question, questionSchema } from '../src/cli/bench/messages.ts';
import { defaultRecipe, settingRanges } from '../src/domain/recipe/config.ts';
import { messageOf } from '../src/domain/errors.ts';

const { GATESCOPE_ELECTRON, GATESCOPE_NO_WINDOW } = process.env;
if (GATESCOPE_ELECTRON === undefined && GATESCOPE_NO_WINDOW === undefined) {
  // Again, where there is a screen.
  process.exit(await runInWindow([...process.execArgv, import.meta.filename], process.env));
}

function say(message: Greeting | Answer): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function takePart(): Promise<void> {
  if (GATESCOPE_NO_WINDOW !== undefined) throw new Error(GATESCOPE_NO_WINDOW);
  const host = await createWindowHost();
  const lines = createInterface(process.stdin);
  lines.on('close', () => void host.kill().finally(() => process.exit()));
  const page = await host.open();
  await page.getByRole('group', { name: 'Prediction' }).waitFor();
  const { engine } = await host.connect(page);
  const { kernels, paired, threads } = (await engine.getStatus(undefined)).backend;
  const electron = await host.app().evaluate(() => process.versions.electron);

  /** Samples a second between two readings of the engine's step. */
  async function train({ cell, units, batch, seed, warmUp, seconds }: Question): Promise<number> {
    const recipe = { ...defaultRecipe, cell, units, batchSize: batch, seed, epochs: settingRanges.epochs[1] };
    const step = async () => (await engine.getStatus(undefined)).run.step;
    await engine.restart({ recipe });
    await engine.train(undefined);
    while ((await step()) === 0) await sleep(10);
    await sleep(1000 * warmUp);
    const [first, started] = [await step(), performance.now()];
    let [last, elapsed] = [first, 0];
    while (last === first || elapsed < seconds) {
      await sleep(100);
      last = await step();
      elapsed = (performance.now() - started) / 1000;
    }
    await engine.pause(undefined);
    return (batch * (last - first)) / elapsed;
  }

  say({ title: `Gatescope in the window, Electron ${electron}, ${kernels}, ${paired ? 'paired' : 'not paired'}` });
  for await (const line of lines) {
    const question = v.parse(questionSchema, JSON.parse(line));
    if (question.quantity !== 'train' || question.threads !== threads) say({ unavailable: 'not measured' });
    else say({ value: await train(question) });
  }
}

await takePart().catch((error: unknown) => {
  say({ unavailable: messageOf(error) });
});
