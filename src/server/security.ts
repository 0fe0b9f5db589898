/** Who may talk to the browser host: only a page that this very host served, to a person who was given its address. */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The names under which the host is reached; it listens on the loopback address alone. */
const hostNames = ['127.0.0.1', 'localhost'];

/** A secret for the address that the host prints: 32 hexadecimal digits, new at every start. */
export function createToken(): string {
  return randomBytes(16).toString('hex');
}

/** Compares in constant time, so that answers do not tell how much of a guess was right. */
export function isToken(guess: string | null, token: string): boolean {
  return guess !== null && timingSafeEqual(sha256(guess), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** False for a foreign name that was made to resolve to this machine (DNS rebinding). */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return hostNames.some((name) => new URL(`http://${name}:${port}`).host === host);
}

/** Whether a request comes from a page of this host: browsers send `Origin` with every WebSocket, other pages cannot forge it. */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return hostNames.some((name) => new URL(`http://${name}:${port}`).origin === origin);
}

/** Sources of this host's WebSocket, which not every browser counts as `'self'`. */
export function socketSources(port: number): string[] {
  return hostNames.map((name) => `ws://${name}:${port}`);
}
