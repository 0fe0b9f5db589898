/** Starts the built browser host and talks to its engine, as the page does. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ChannelOptions, createBirpc } from 'birpc';
import { Packr } from 'msgpackr';
import { WebSocket } from 'ws';
import type { ClientFunctions, EngineFunctions } from '../src/protocol/api.ts';
import { ignoreEvents } from '../src/protocol/testing/ignore-events.ts';

const packr = new Packr({ moreTypes: true, structuredClone: true });

/** On a user directory that is deleted with it. @throws Error where the app is not built */
export async function startHost() {
  const userData = mkdtempSync(join(tmpdir(), 'gatescope-bench-'));
  const { page, process: host } = await startHostOn(userData);
  host.once('exit', () => {
    rmSync(userData, { recursive: true });
  });
  return { page, pid: host.pid, stop: () => host.kill('SIGINT') };
}

/**
 * @param options of `gatescope serve`
 * @param nodeOptions of Node
 * @throws Error where the app is not built
 */
export async function startHostOn(
  userData: string,
  options: readonly string[] = [],
  nodeOptions: readonly string[] = [],
) {
  // Where what computes is a child of cli.js, a test would kill cli.js instead.
  const starts = 'execve' in process && process.platform !== 'win32' ? 'cli.js' : 'commands.js';
  const cli = join(import.meta.dirname, '..', 'out', 'main', starts);
  const host = spawn(process.execPath, [...nodeOptions, cli, 'serve', '--user-data', userData, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(host.stdout)) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return { page: new URL(url), process: host };
  }
  throw new Error('The browser host did not start. Run "npm run build" first.');
}

/** @param client listeners of events; everything else is ignored */
export async function connectTo(page: URL, client: Partial<ClientFunctions>) {
  const socket = new WebSocket(`ws://${page.host}/engine${page.search}`, { origin: page.origin });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const closed = new Promise<unknown>((resolve) => socket.once('close', resolve));
  const engine = engineOver(client, {
    post: (message) => {
      socket.send(packr.pack(message));
    },
    on: (listener) => {
      socket.on('message', (frame: Buffer) => {
        listener(packr.unpack(frame));
      });
    },
  });
  return {
    engine,
    /** Settles when the host has gone or hung up. */
    closed,
    disconnect: () => {
      socket.close();
    },
  };
}

/** @param client listeners of events; everything else is ignored */
export function engineOver(client: Partial<ClientFunctions>, channel: Pick<ChannelOptions, 'post' | 'on'>) {
  const failure: ClientFunctions['failure'] = ({ message }) => {
    throw new Error(message);
  };
  return createBirpc<EngineFunctions, ClientFunctions>({ ...ignoreEvents, failure, ...client }, channel);
}
