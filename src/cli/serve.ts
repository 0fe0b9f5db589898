/** `gatescope serve`: the app in the browser, until Ctrl-C. */

import { once } from 'node:events';
import type { Command } from 'commander';
import { startServer } from '../server/index.ts';
import { wholeNumberWithin } from './arguments.ts';
import { addComputingOptions, type ComputingOptions, computingWith } from './computing-options.ts';
import type { Io } from './io.ts';
import { assets, enginePath, rendererDirectory } from './paths.ts';

export function addServeCommand(program: Command, io: Io): void {
  const command = program
    .command('serve')
    .description('Serve the app to the browser on this machine, at the address printed, until Ctrl-C.')
    .option('--port <n>', 'port to listen on (default: any free one)', wholeNumberWithin([1, 65_535]))
    .action(({ port, ...computing }: ComputingOptions & { port?: number }) => serve(port, computing, io));
  addComputingOptions(command);
}

async function serve(
  port: number | undefined,
  computing: ComputingOptions,
  { print, complain, signal }: Io,
): Promise<void> {
  const files = { assets: computingWith(assets, computing), rendererDirectory, enginePath };
  const server = await startServer({ port, ...files, log: complain });
  print(`Gatescope is at ${server.url}`);
  if (!signal.aborted) await once(signal, 'abort');
  await server.close();
}
