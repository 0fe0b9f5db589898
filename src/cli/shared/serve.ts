/** `gatescope serve`: the app in the browser, until Ctrl-C. */

import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { startServer } from '../../server/index.ts';
import { numberWithin, wholeNumberWithin } from './arguments.ts';
import { addComputingOptions, type ComputingOptions, computingWith } from './computing-options.ts';
import type { Io } from './io.ts';
import { openInBrowser } from '../start/open-in-browser.ts';
import { assets, enginePath, rendererDirectory } from './paths.ts';
import { userDirectoryOf } from './user-directory.ts';
import { limits } from '../../domain/limits/limits.ts';

export function addServeCommand(program: Command, io: Io): void {
  const command = program
    .command('serve')
    .description('Serve the app to the browser on this machine, at the address printed, until Ctrl-C.')
    .option('--port <n>', 'port to listen on (default: any free one)', wholeNumberWithin([1, limits.maxPort]))
    .option('--user-data <dir>', "folder for your own files, such as your digits (default: your system's)")
    .option('--open', 'also open that address in your browser')
    // For the tests that kill it while it saves.
    .addOption(
      new Option('--save-seconds <s>')
        .argParser(numberWithin([limits.minSaveSeconds, limits.maxSaveSeconds]))
        .hideHelp(),
    )
    .action((options: Options) => serve(options, io));
  addComputingOptions(command);
}

type Options = ComputingOptions & {
  readonly port?: number;
  readonly userData?: string;
  readonly saveSeconds?: number;
  readonly open?: boolean;
};

async function serve(
  { port, userData, saveSeconds, open = false, ...computing }: Options,
  { print, complain, signal }: Io,
): Promise<void> {
  const userDirectory = resolve(userData ?? userDirectoryOf(process.platform, process.env));
  const files = {
    assets: { ...computingWith(assets, computing), userDirectory, saveSeconds },
    rendererDirectory,
    enginePath,
  };
  const server = await startServer({ port, ...files, log: complain });
  print(`Gatescope is at ${server.url}`);
  if (open && !(await openInBrowser(server.url))) print('Open this address in your browser. Ctrl-C ends Gatescope.');
  if (!signal.aborted) await once(signal, 'abort');
  await server.close();
}
