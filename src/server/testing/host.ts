/** Starts the browser host on a small page and an engine that echoes, and acts as a client. */

import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Packr } from 'msgpackr';
import ts from 'typescript';
import { WebSocket } from 'ws';
import { startServer, type RunningServer } from '../index.ts';

export const packr = new Packr({ moreTypes: true, structuredClone: true });

export type TestHost = RunningServer & {
  readonly port: number;
  readonly token: string;
  /** What the host logged. */
  readonly log: readonly string[];
};

/**
 * The folder also holds `secret.txt`, beside the renderer's folder.
 * @param options.script content of the page's script
 */
export async function startTestHost(options: { port?: number; script?: string } = {}): Promise<TestHost> {
  const { script = 'export {};', ...serverOptions } = options;
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-server-'));
  const rendererDirectory = join(folder, 'renderer');
  await mkdir(join(rendererDirectory, 'assets'), { recursive: true });
  await writeFile(join(rendererDirectory, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(rendererDirectory, 'assets', 'index-1a2b.js'), script);
  await writeFile(join(rendererDirectory, 'assets', 'index.js.map'), '{}');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  const enginePath = join(folder, 'engine.mjs');
  const source = await readFile(new URL('echo-engine.ts', import.meta.url), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  await writeFile(enginePath, outputText);

  const log: string[] = [];
  const folders = { dataDirectory: '', modelDirectory: '', generatorDirectory: '', kernelDirectory: '' };
  const assets = { ...folders, threadFile: '', runtime: 'test' };
  const server = await startServer({
    ...serverOptions,
    assets,
    rendererDirectory,
    enginePath,
    log: (line) => log.push(line),
  });
  const url = new URL(server.url);
  return {
    ...server,
    port: Number(url.port),
    token: url.searchParams.get('token') ?? '',
    log,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Sends a request with exactly this target, which `fetch` would normalise. */
export async function ask(
  port: number,
  target: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  const sent = request({ host: '127.0.0.1', port, path: target, ...options }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

/** Connects without sending; receives, and may be hung up on. */
export async function dial(port: number): Promise<Socket> {
  const connection = createConnection({ host: '127.0.0.1', port, allowHalfOpen: true });
  connection.on('error', () => undefined);
  await once(connection, 'connect');
  return connection;
}

/** Sends exactly these bytes and returns everything that comes back until the host hangs up. */
export async function say(port: number, bytes: string): Promise<string> {
  const connection = await dial(port);
  connection.write(bytes);
  const answer = await text(connection);
  connection.destroy();
  return answer;
}

/** Connects as the host's own page does; `overrides` make it a stranger. */
export function connect(
  host: TestHost,
  overrides: { token?: string; path?: string; origin?: string; headers?: Record<string, string> } = {},
): WebSocket {
  const { token = host.token, path = '/engine', origin = `http://127.0.0.1:${host.port}`, headers = {} } = overrides;
  return new WebSocket(`ws://127.0.0.1:${host.port}${path}?token=${token}`, { origin, headers });
}

/** Connects and waits until messages can be sent. */
export async function open(host: TestHost, overrides: Parameters<typeof connect>[1] = {}): Promise<WebSocket> {
  const socket = connect(host, overrides);
  await once(socket, 'open');
  return socket;
}

/** Sends a message and returns the next one that comes back. */
export async function exchange(socket: WebSocket, message: unknown): Promise<unknown> {
  socket.send(packr.pack(message));
  const [answer] = (await once(socket, 'message')) as [Buffer];
  return packr.unpack(answer);
}

/** The code and reason with which the host closes the socket. */
export async function closing(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { code, reason: reason.toString() };
}

/** The HTTP status with which the host refuses the socket. */
export async function refusal(socket: WebSocket): Promise<number> {
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  return response.statusCode ?? 0;
}
