/** Tries the kernels on a Node in a process that may die, and asks Node which flags its V8 knows. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { type FlagsToTry, flagsKnownTo } from '../../engine/kernels/choice/flags.ts';
import { type Trial, triedSchema } from '../../engine/kernels/choice/tried.ts';
import { limits } from '../../domain/limits/limits.ts';

const run = promisify(execFile);

/** @param node path of the program */
export async function flagsToTryOn(node: string): Promise<FlagsToTry> {
  return flagsKnownTo((await run(node, ['--v8-options'])).stdout);
}

/**
 * @param node path of the program
 * @param program the built `trial-process.ts`
 * @param limitMs after which it counts as hanging
 */
export async function tryOn(
  node: string,
  flags: readonly string[],
  program: string,
  kernelDirectory: string,
  limitMs: number = limits.maxKernelTrialMs,
): Promise<Trial> {
  const started = performance.now();
  try {
    const options = { timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: limits.maxKernelTrialBytes } as const;
    const { stdout } = await run(node, [...flags, program, kernelDirectory], options);
    return { builds: v.parse(triedSchema, JSON.parse(stdout)) };
  } catch (error) {
    if (performance.now() - started >= limitMs) return { died: `did not end within ${limitMs / 1000} s` };
    const { code, signal } = error as { code?: unknown; signal?: unknown };
    if (typeof code === 'number') return { died: `ended with exit code ${code}` };
    return { died: typeof signal === 'string' ? `was ended by ${signal}` : 'gave an invalid answer' };
  }
}
