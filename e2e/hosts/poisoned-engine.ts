/**
 * An engine that sends numbers which are not finite, as a network that has exploded does, and worse. In Chromium only.
 */

import type { Page, WebSocketRoute } from '@playwright/test';
import { Packr } from 'msgpackr';

const packr = new Packr({ moreTypes: true, structuredClone: true });

/** Replaces every measured number. */
export type Poison = number;

/** The measured numbers, as lists of floats. Settings, counts and images stay as they are. */
function poisoned(value: unknown, poison: Poison): unknown {
  if (value instanceof Float32Array || value instanceof Float64Array) return value.map(() => poison);
  if (ArrayBuffer.isView(value) || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each: unknown) => poisoned(each, poison));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, poison)]));
}

/**
 * From now on all floats that the page gets are `poison`, once it connects: before it is opened, or opened again.
 * @returns a function that sets another poison
 */
export async function poisonEngine(page: Page, first: Poison): Promise<(poison: Poison) => void> {
  let poison = first;
  await page.routeWebSocket(/\/engine/, (socket: WebSocketRoute) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      if (typeof frame === 'string') socket.send(frame);
      else socket.send(packr.pack(poisoned(packr.unpack(frame), poison)));
    });
  });
  return (next) => {
    poison = next;
  };
}
