/** `gatescope serve`: the app in the browser, until Ctrl-C. */

import { once } from 'node:events';
import type { Command } from 'commander';
import { startServer } from '../server/index.ts';
import { wholeNumberWithin } from './arguments.ts';
import type { Io } from './io.ts';
import { assets, enginePath, rendererDirectory } from './paths.ts';

export function addServeCommand(program: Command, io: Io): void {
  program
    .command('serve')
    .description('Serve the app to the browser on this machine, at the address printed, until Ctrl-C.')
    .option('--port <n>', 'port to listen on (default: any free one)', wholeNumberWithin([1, 65_535]))
    .action(({ port }: { port?: number }) => serve(port, io));
}

async function serve(port: number | undefined, { print, complain, signal }: Io): Promise<void> {
  const server = await startServer({ port, assets, rendererDirectory, enginePath, log: complain });
  print(`Gatescope is at ${server.url}`);
  if (!signal.aborted) await once(signal, 'abort');
  await server.close();
}
