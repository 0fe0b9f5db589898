/** Finds the best way to run the kernels here, in processes that may die, before an engine starts. */

import { app, utilityProcess } from 'electron';
import { parse } from 'valibot';
import { flagsForVersion } from '../engine/kernels/choice/flags.ts';
import { recallOrChoose } from '../engine/kernels/choice/recall-or-choose.ts';
import type { Choice } from '../engine/kernels/choice/remembered.ts';
import { type Trial, triedSchema } from '../engine/kernels/choice/tried.ts';
import { messageOf } from '../domain/errors.ts';
import { limits } from '../domain/limits/limits.ts';

/**
 * Remembered in the folder of the person's files, unless the app was started with `--choose-kernels`. Call it when the
 * app is ready.
 * @param trialPath the built `trial-process.ts`
 * @param log gets what went wrong; the kernels compute all the same
 */
export async function chooseKernels(
  trialPath: string,
  kernelDirectory: string,
  userDirectory: string,
  log: (text: string) => void,
): Promise<Choice> {
  const order = {
    ...{ kernelDirectory, userDirectory },
    anew: app.commandLine.hasSwitch('choose-kernels'),
    flagsToTry: () => flagsForVersion(process.versions.v8),
    tryUnder: (flags: readonly string[]) => tryUnder(flags, trialPath, kernelDirectory),
  };
  return recallOrChoose(order, log).catch((error: unknown) => {
    log(messageOf(error));
    return { kernels: null, flags: [], paired: false };
  });
}

function tryUnder(flags: readonly string[], trialPath: string, kernelDirectory: string): Promise<Trial> {
  const child = utilityProcess.fork(trialPath, [kernelDirectory], {
    serviceName: 'Gatescope kernel trial',
    execArgv: flags.length > 0 ? [`--js-flags=${flags.join(' ')}`] : [],
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    const end = (trial: Trial) => {
      clearTimeout(timer);
      resolve(trial);
    };
    const timer = setTimeout(() => {
      child.kill();
      end({ died: `did not end within ${limits.maxKernelTrialMs / 1000} s` });
    }, limits.maxKernelTrialMs);
    child.on('message', (message: unknown) => {
      try {
        end({ builds: parse(triedSchema, message) });
      } catch {
        end({ died: 'gave an invalid answer' });
      }
      // It has nothing more to say, and ends.
      child.postMessage('told');
    });
    // Comes before `exit` when V8 gives up. Without a listener it would be an exception in this process.
    child.on('error', () => undefined);
    child.on('exit', (code) => {
      end({ died: `ended with exit code ${code}` });
    });
  });
}
