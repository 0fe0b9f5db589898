/**
 * Entry of the process that tries the kernels in the folder it is given, and may die of it. It says {@link TriedBuild}s, as JSON on
 * standard output or as a message to Electron's main process, and ends.
 */

import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { compileBuild } from '../builds/compile.ts';
import { tryKernels } from './trial.ts';

type UtilityParentPort = { postMessage(message: unknown): void; on(event: 'message', listener: () => void): void };

const { parentPort } = process as { parentPort?: UtilityParentPort };
const directory = process.argv[2];
const compiled = await Promise.all(kernelBuilds.map((build) => compileBuild(directory, build)));
const tried = await tryKernels(compiled.filter((kernels) => kernels !== null));
if (parentPort) {
  // Not at once: the message would be lost.
  parentPort.on('message', () => process.exit());
  parentPort.postMessage(tried);
} else {
  process.stdout.write(JSON.stringify(tried));
}
