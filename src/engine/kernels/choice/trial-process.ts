/**
 * Entry of the process that tries the kernels in the folder it is given, and may die of it. It says {@link TriedBuild}s, as JSON on
 * standard output or as a message to Electron's main process, and ends.
 */

import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { compileBuild } from '../builds/compile.ts';
import { answerHost, processArgument } from '../../system/this-process.ts';
import { tryKernels } from './trial.ts';

const directory = processArgument();
const compiled = await Promise.all(kernelBuilds.map((build) => compileBuild(directory, build)));
answerHost(await tryKernels(compiled.filter((kernels) => kernels !== null)));
