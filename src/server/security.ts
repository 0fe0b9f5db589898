/** Who may talk to the browser host: only a page that this very host served, to a person who has its address. */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** The names of the host; it listens on the loopback address alone. */
const hostNames = ['127.0.0.1', 'localhost'];

/** A secret for the address that the host prints: 32 hexadecimal digits, new at every start. */
export function createToken(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Whether a query holds the token exactly once. Compares in constant time, so that timing does not reveal how much of a
 * guess was right.
 */
export function isOwnToken(query: URLSearchParams, token: string): boolean {
  const guesses = query.getAll('token');
  return guesses.length === 1 && timingSafeEqual(sha256(guesses[0]), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The only host name of a request; with several, one might be for a proxy and the other for this host. */
export function hostOf({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): string | undefined {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1].toLowerCase() === 'host');
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** False for a foreign name that was made to resolve to this machine (DNS rebinding). */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return hostNames.some((name) => new URL(`http://${name}:${port}`).host === host);
}

/**
 * Whether a request comes from a page of this host: browsers send `Origin` with every WebSocket, and other pages cannot
 * forge it.
 */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return hostNames.some((name) => new URL(`http://${name}:${port}`).origin === origin);
}

/**
 * False for what the page of another site embeds or fetches, as browsers report in `Sec-Fetch-*` (Fetch Metadata, W3C).
 * A link to the address may be anywhere, in a terminal or on another page; programs send no such headers.
 */
export function isOwnFetch(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'] ?? 'none';
  const isVisit = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site === 'same-origin' || site === 'none' || isVisit;
}

/** Sources of this host's WebSocket, which not every browser counts as `'self'`. */
export function socketSources(port: number): string[] {
  return hostNames.map((name) => `ws://${name}:${port}`);
}
