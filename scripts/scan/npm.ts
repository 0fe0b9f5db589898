/** Runs npm, which started this program and may be missing. */

import { execFile } from 'node:child_process';

export type NpmAnswer = { readonly stdout: string; readonly failed: boolean };

/**
 * @param timeout milliseconds
 * @returns null where npm did not start this program
 */
export async function npm(args: readonly string[], options: { readonly timeout: number }): Promise<NpmAnswer | null> {
  const cli = process.env.npm_execpath;
  if (!cli) return null;
  return new Promise((resolve) => {
    const settings = { ...options, maxBuffer: 2 ** 26 };
    execFile(process.execPath, [cli, ...args], settings, (error, stdout) => {
      resolve({ stdout, failed: error !== null });
    });
  });
}
