/**
 * An engine for tests of the host: echoes every message, throws on `crash`, floods on `{ flood: messages }`, and after
 * `stay` ignores the request to end.
 */

import { parentPort, type MessagePort } from 'node:worker_threads';

let stays = false;

parentPort?.on('message', ({ type, port }: { type: string; port: MessagePort }) => {
  if (type === 'end') {
    if (!stays) process.exit();
    return;
  }
  port.on('message', (message: unknown) => {
    if (message === 'crash') throw new Error('asked to crash');
    if (message === 'stay') stays = true;
    if (typeof message === 'object' && message !== null && 'flood' in message) {
      for (let sent = 0; sent < Number(message.flood); sent += 1) port.postMessage(new Uint8Array(2 ** 20));
      return;
    }
    port.postMessage(message);
  });
});
