/** The commands, in the process that computes. `index.ts` starts it with the flags of V8 that suit this machine. */

import { runCommandLine } from './command-line.ts';
import { processIo } from './shared/io.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), processIo());
