/**
 * Moves messages between one WebSocket and one engine port. Frames are msgpack, one message each; what they mean is
 * between the page and the engine, which checks every one of them.
 */

import { Packr } from 'msgpackr';
import type { RawData, WebSocket } from 'ws';
import { closeCodes } from '../protocol/bridge.ts';
import type { EngineThread } from './engine-thread.ts';

/** Largest frame a client may send. The largest request, a drawing of 28×28 bytes, needs a thousandth of it. */
export const largestFrame = 2 ** 20;

/**
 * Bytes that may wait for a client to read them: two seconds of the biggest traces (three layers of 512 units, thirty a
 * second). A page that is so far behind does better to connect anew and ask for the present state.
 */
const mostUnread = 64 * 2 ** 20;

/** Makes a WebSocket that has just been opened a client of the engine. */
export function serveSocket(socket: WebSocket, engine: EngineThread) {
  const client = engine.connect((restarting) => {
    closeForEngine(socket, restarting);
  });
  if (!client) {
    closeForEngine(socket, false);
    return;
  }
  const { port, disconnect } = client;
  const packr = new Packr({ moreTypes: true, structuredClone: true });

  socket.on('message', (data, isBinary) => {
    if (!isBinary) {
      socket.close(closeCodes.unsupportedData, 'Only binary frames are understood.');
      return;
    }
    try {
      port.postMessage(packr.unpack(toBytes(data)));
    } catch {
      socket.close(closeCodes.invalidPayload, 'That frame was no message.');
    }
  });
  // `ws` closes the connection itself after an error, with the right code for an oversized frame.
  socket.on('error', () => undefined);
  socket.on('close', disconnect);

  port.on('message', (message) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > mostUnread) {
      disconnect();
      socket.close(closeCodes.tooSlow, 'The page does not keep up.');
      return;
    }
    socket.send(packr.pack(message));
  });
}

function closeForEngine(socket: WebSocket, restarting: boolean) {
  if (restarting) socket.close(closeCodes.engineRestarting, 'The engine stopped and is starting again.');
  else socket.close(closeCodes.engineFailed, 'The engine stopped and will not start again.');
}

/** A message as `ws` delivers it, in one piece. */
function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
