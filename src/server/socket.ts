/**
 * Moves messages between one WebSocket and one engine port. Frames are msgpack, one message each; what they mean is
 * between the page and the engine, which checks every one of them.
 */

import { Packr } from 'msgpackr';
import type { RawData, WebSocket } from 'ws';
import { closeCodes } from '../protocol/bridge.ts';
import { decodeFrame } from './decode-frame.ts';
import type { EngineThread } from './engine-thread.ts';

/** Largest frame a client may send. The largest request, 1,000 of a person's own digits, needs four fifths of it. */
export const largestFrame = 2 ** 20;

/** Pieces that a frame may come in. Each takes some hundred bytes of memory, however small it is. */
export const maxFragments = 1_024;

/**
 * Bytes that may wait for a client to read them: several of the biggest traces (784 steps of 512 units in two layers are
 * 19 MB, though a trace is only sent when the last one has been taken). A page that is so far behind does better to connect anew and ask for the present state.
 */
const mostUnread = 64 * 2 ** 20;

/** Messages that a client may send in a second. A page that follows the pen sends one for each frame it draws. */
const mostMessages = 1_000;

/** Bytes that a client may send in a second: forty of the largest requests, each of which waits for an answer. */
const mostBytes = 32 * 2 ** 20;

/**
 * Makes a WebSocket that has just been opened a client of the engine.
 * @param again whether an engine that has died too often is to be started again
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
  const areTooMany = createRateLimit(mostMessages);
  const isTooMuch = createRateLimit(mostBytes);
  const hangUp = (code: number, reason: string) => {
    disconnect();
    socket.close(code, reason);
  };

  socket.on('close', disconnect);
  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    const bytes = toBytes(data);
    if (!isBinary) {
      hangUp(closeCodes.unsupportedData, 'Only binary frames are understood.');
    } else if (areTooMany(1) || isTooMuch(bytes.length)) {
      hangUp(closeCodes.tooMany, 'The page asks too much.');
    } else {
      try {
        port.postMessage(decodeFrame(bytes));
      } catch {
        hangUp(closeCodes.invalidPayload, 'That frame was no message.');
      }
    }
  });
  port.on('message', (message) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > mostUnread) hangUp(closeCodes.tooSlow, 'The page does not keep up.');
    else socket.send(packr.pack(message));
  });
}

/** Adds up what it is given and says whether that is more than `most` since a second began. */
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
  if (restarting) socket.close(closeCodes.engineRestarting, 'The engine stopped and is starting again.');
  else socket.close(closeCodes.engineFailed, 'The engine stopped, and starts again when asked.');
}

/** A message as `ws` delivers it, in one piece. */
function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
