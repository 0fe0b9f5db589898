/**
 * Moves messages between one WebSocket and one engine port. Frames are msgpack, one message each; their meaning is
 * between the page and the engine, which validates each of them.
 */

import { Packr } from 'msgpackr';
import type { RawData, WebSocket } from 'ws';
import { closeCodes } from '../protocol/bridge.ts';
import { decodeFrame } from './decode-frame.ts';
import type { EngineThread } from './engine-thread.ts';
import { limits } from '../domain/limits/limits.ts';

/**
 * Makes a new WebSocket a client of the engine.
 * @param again whether to restart an engine that has stopped after repeated crashes
 */
export function serveSocket(socket: WebSocket, engine: EngineThread, again: boolean) {
  // `ws` closes the connection itself after an error, with the right code for an oversized frame.
  socket.on('error', () => undefined);
  const client = engine.connect(again, (restarting) => {
    closeForEngine(socket, restarting);
  });
  if (!client) {
    closeForEngine(socket, false);
    return;
  }
  const { port, disconnect } = client;
  const packr = new Packr({ moreTypes: true, structuredClone: true });
  const areTooMany = createRateLimit(limits.maxMessagesPerSecond);
  const isTooMuch = createRateLimit(limits.maxBytesPerSecond);
  const hangUp = (code: number, reason: string) => {
    disconnect();
    socket.close(code, reason);
  };

  socket.on('close', disconnect);
  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    const bytes = toBytes(data);
    if (!isBinary) {
      hangUp(closeCodes.unsupportedData, 'Only binary frames are accepted.');
    } else if (areTooMany(1) || isTooMuch(bytes.length)) {
      hangUp(closeCodes.tooMany, 'The page sends too much.');
    } else {
      try {
        port.postMessage(decodeFrame(bytes));
      } catch {
        hangUp(closeCodes.invalidPayload, 'The frame is not a message.');
      }
    }
  });
  port.on('message', (message) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limits.maxUnreadBytes) hangUp(closeCodes.tooSlow, 'The page reads too slowly.');
    else socket.send(packr.pack(message));
  });
}

/** @returns a function that adds up amounts and says whether they exceed `most` within a second */
function createRateLimit(most: number): (amount: number) => boolean {
  let begun = performance.now();
  let count = 0;
  return (amount) => {
    const now = performance.now();
    if (now - begun >= 1_000) {
      begun = now;
      count = 0;
    }
    count += amount;
    return count > most;
  };
}

function closeForEngine(socket: WebSocket, restarting: boolean) {
  if (restarting) socket.close(closeCodes.engineRestarting, 'The engine stopped and is restarting.');
  else socket.close(closeCodes.engineFailed, 'The engine stopped; it restarts on request.');
}

/** A message as `ws` delivers it, in one piece. */
function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
