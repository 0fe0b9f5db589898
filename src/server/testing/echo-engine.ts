/** An engine for tests of the host: sends every message back, throws on `crash`, and floods on `{ flood: messages }`. */

import { parentPort, type MessagePort } from 'node:worker_threads';

parentPort?.on('message', ({ port }: { port: MessagePort }) => {
  port.on('message', (message: unknown) => {
    if (message === 'crash') throw new Error('asked to crash');
    if (typeof message === 'object' && message !== null && 'flood' in message) {
      for (let sent = 0; sent < Number(message.flood); sent += 1) port.postMessage(new Uint8Array(2 ** 20));
      return;
    }
    port.postMessage(message);
  });
});
