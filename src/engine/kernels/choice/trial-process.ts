/**
 * Entry point of the process that tries the kernels in a given folder, and may crash. Reports {@link TriedBuild}s as JSON
 * on standard output, or as a message to Electron's main process, then exits.
 */

import { kernelBuilds } from '../../../domain/kernel-builds.ts';
import { compileBuild } from '../builds/compile.ts';
import { answerHost, processArgument } from '../../system/this-process.ts';
import { tryKernels } from './trial.ts';

const directory = processArgument();
const compiled = await Promise.all(kernelBuilds.map((build) => compileBuild(directory, build)));
answerHost(await tryKernels(compiled.filter((kernels) => kernels !== null)));
