/**
 * Serves the built renderer under `gatescope://app/`. The files are listed once, at start; a request only picks one of
 * them by name, so no request can reach any other file.
 */

import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { linkScheme as scheme } from '../protocol/link/link-text.ts';
import { contentTypes, securityHeaders } from '../protocol/bridge.ts';

/** The address of the only page; links begin otherwise. */
export const pageUrl = `${scheme}://app/index.html`;

/** Makes the scheme behave as https does. Call it before the app is ready. */
export function registerScheme() {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** @param directory of the built renderer */
export function serveRenderer(session: Session, directory: string) {
  const files = listFiles(directory);
  const headers = securityHeaders([]);

  session.protocol.handle(scheme, async ({ method, url }) => {
    const path = method === 'GET' ? files.get(url.split(/[?#]/)[0] ?? '') : undefined;
    if (path === undefined) return new Response('Not found.', { status: 404, headers });
    const contentType = contentTypes.get(extname(path)) ?? '';
    return new Response(await readFile(path), { headers: { ...headers, 'Content-Type': contentType } });
  });
}

/** URL → path of every file of a type that the page uses. */
function listFiles(directory: string): ReadonlyMap<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const served = paths.filter((path) => contentTypes.has(extname(path))).map((path) => join(directory, path));
  return new Map(
    served.map((path) => [`${scheme}://app/${relative(directory, path).split(sep).join('/')}`, path] as const),
  );
}
