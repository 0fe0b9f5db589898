/**
 * Serves the built renderer. Its files are read once, at start; a request only picks one of them by name, so no request
 * can reach any other file.
 */

import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { contentTypes, securityHeaders } from '../protocol/bridge.ts';
import { hostOf, isOwnFetch, isOwnHost, isOwnToken, socketSources } from './security.ts';

type StaticFile = { readonly body: Buffer; readonly contentType: string };

/** URL path → file. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const page = '/index.html';

/**
 * Reads the renderer's files. The page answers to `/` too.
 * @throws Error when the folder holds no page
 */
export function readStaticFiles(directory: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const path of listFiles(directory)) {
    const contentType = contentTypes.get(extname(path));
    const urlPath = `/${relative(directory, path).split(sep).join('/')}`;
    if (contentType) files.set(urlPath, { body: readFileSync(path), contentType });
  }
  const index = files.get(page);
  if (!index) throw new Error(`There is no page to show in ${directory}: run "npm run build" first.`);
  return files.set('/', index);
}

function listFiles(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

/**
 * Answers GET and HEAD for `files`. The page itself requires the token; its scripts and styles hold no secret.
 * @param port on which the server listens, known once a request comes in
 */
export function createRequestListener(files: StaticFiles, token: string, port: () => number): RequestListener {
  return (request, response) => {
    const answer = (status: number, text: string, headers: Record<string, string> = {}) => {
      const body = Buffer.from(`${text}\n`);
      respond(request, response, status, body, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
    };
    for (const [name, value] of Object.entries(securityHeaders(socketSources(port())))) response.setHeader(name, value);

    if (!isOwnHost(hostOf(request), port())) {
      answer(
        403,
        `Gatescope answers only under its own address, also where its port is forwarded: forward port ${port()} to the same port, as in "ssh -L ${port()}:127.0.0.1:${port()} …", and open http://127.0.0.1:${port()}/ with the token that Gatescope printed.`,
      );
      return;
    }
    if (!isOwnFetch(request.headers)) {
      answer(403, 'Gatescope does not answer other sites.');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer(405, 'Gatescope answers GET and HEAD only.', { Allow: 'GET, HEAD' });
      return;
    }
    const url = parseTarget(request);
    const file = url && files.get(url.pathname);
    if (!url || !file) {
      answer(404, 'Not found.');
    } else if (file === files.get(page) && !isOwnToken(url.searchParams, token)) {
      answer(403, 'Open the whole address that Gatescope printed: the token in it is missing or out of date.');
    } else {
      respond(request, response, 200, file.body, { 'Content-Type': file.contentType });
    }
  };
}

/** Path and query of a request; null for an invalid URL, or an absolute one, which only proxies get. */
export function parseTarget({ url = '' }: IncomingMessage): URL | null {
  const target = `http://localhost${url}`;
  return url.startsWith('/') && URL.canParse(target) ? new URL(target) : null;
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: Record<string, string>,
) {
  response.writeHead(status, { ...headers, 'Content-Length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
}
