#!/usr/bin/env node
/**
 * The `gatescope` command. Commands that compute run in a process of their own, started with the flags of V8 that suit
 * this machine; all others run in this one.
 */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { recallOrChoose } from '../engine/kernels/choice/recall-or-choose.ts';
import { chooseAnew, computes } from './start/arguments.ts';
import { handOver } from './start/hand-over.ts';
import { flagsToTryOn, tryOn } from './start/node-trial.ts';
import { startProgram } from './start/start-program.ts';
import { userDirectoryOf } from './shared/user-directory.ts';

const here = import.meta.dirname;
const program = join(here, 'commands.js');
const args = process.argv.slice(2);

if (computes(args)) {
  const kernelDirectory = join(here, '..', 'kernels');
  const trial = join(here, 'kernel-trial.js');
  const choice = await recallOrChoose(
    {
      kernelDirectory,
      userDirectory: choicesFolder(),
      anew: chooseAnew(args),
      flagsToTry: () => flagsToTryOn(process.execPath),
      tryUnder: (flags) => tryOn(process.execPath, flags, trial, kernelDirectory),
    },
    console.error,
  );
  handOver(choice);
  if (choice.flags.length > 0) await startProgram(choice.flags, program, args);
  else await import(pathToFileURL(program).href);
} else {
  await import(pathToFileURL(program).href);
}

/** Where the choice of kernels is remembered: without a home folder, until the machine restarts. */
function choicesFolder(): string {
  try {
    return userDirectoryOf(process.platform, process.env);
  } catch {
    return join(tmpdir(), 'gatescope');
  }
}
