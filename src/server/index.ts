/**
 * The browser host: the same page and the same engine as in the desktop window, over HTTP and a WebSocket on this
 * machine alone. It moves messages; it knows nothing of networks and digits.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { closeCodes, socketPath, startAgain } from '../protocol/bridge.ts';
import type { EngineAssets } from '../protocol/host.ts';
import { startEngineThread } from './engine-thread.ts';
import { createRequestListener, parseTarget, readStaticFiles } from './http.ts';
import { createToken, hostOf, isOwnHost, isOwnOrigin, isOwnToken } from './security.ts';
import { connectionsWithin, openFiles } from './open-files.ts';
import { serveSocket } from './socket.ts';
import { limits } from '../domain/limits/limits.ts';

export type ServerOptions = {
  /** 1 to `maxPort`; by default the system picks a free one. */
  readonly port?: number | undefined;
  readonly assets: EngineAssets;
  /** Folder of the built renderer. */
  readonly rendererDirectory: string;
  /** The built engine. */
  readonly enginePath: string;
  /** Gets a sentence about each failure without a caller; standard error by default. */
  readonly log?: (line: string) => void;
};

export type RunningServer = {
  /** Address of the page, including its token. */
  readonly url: string;
  /** Ends all connections and the engine, which saves its training. */
  close(): Promise<void>;
};

/** Incomplete requests are dropped; checked every second. */
const patience = {
  headersTimeout: limits.maxRequestMs,
  requestTimeout: limits.maxRequestMs,
  connectionsCheckingInterval: 1_000,
};

/**
 * Starts engine and server, and resolves when the page can be opened.
 * @throws Error with a sentence for the person when the port is not available or the page is not built
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { assets, rendererDirectory, enginePath, log = console.error } = options;
  const token = createToken();
  const answer = createRequestListener(readStaticFiles(rendererDirectory), token, () => port);
  const http = createServer(patience, answer);
  http.maxConnections = connectionsWithin(openFiles(), limits.maxConnections);
  http.on('request', dropIfUnread);
  const port = await listen(http, options.port ?? 0);
  // A connection that fails, for example because too many files are open, must not end the others.
  http.on('error', ({ message }) => {
    log(`A connection was lost: ${message}.`);
  });
  const engine = startEngineThread(enginePath, assets, log);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.maxFrameBytes,
    maxFragments: limits.maxFrameFragments,
  });

  http.on('upgrade', (request, connection, head) => {
    const url = parseTarget(request);
    const allowed =
      isOwnHost(hostOf(request), port) &&
      isOwnOrigin(request.headers.origin, port) &&
      url?.pathname === socketPath &&
      isOwnToken(url.searchParams, token);
    if (!allowed) {
      // A refused client may hang up at once, which nobody else handles.
      connection.on('error', () => undefined);
      connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => {
        // Otherwise it would stay, and count, until the stranger closes it too.
        connection.destroy();
      });
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      serveSocket(socket, engine, url.searchParams.has(startAgain));
    });
  });

  return {
    url: `http://127.0.0.1:${port}/?token=${token}`,
    async close() {
      http.close();
      http.closeAllConnections();
      for (const socket of sockets.clients) socket.close(closeCodes.goingAway, 'Gatescope was closed.');
      await engine.close();
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** Keeps one client from holding all connections. */
function dropIfUnread(request: IncomingMessage, response: ServerResponse) {
  const timer = setTimeout(() => request.socket.destroy(), limits.maxAnswerMs);
  response.once('close', () => {
    clearTimeout(timer);
  });
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    throw new Error(explain(error as NodeJS.ErrnoException, port), { cause: error });
  });
  return (server.address() as AddressInfo).port;
}

function explain(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program: choose another with --port, or omit it.`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} is reserved for the system: choose one above 1023 with --port, or omit it.`;
  }
  return `Port ${port} cannot be opened: ${error.message}.`;
}
