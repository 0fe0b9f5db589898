/** Makes a {@link Port} of a MessagePort (window) or a WebSocket (browser). */

import { Packr } from 'msgpackr';
import type { Port } from '../../protocol/port.ts';

/** The server packs with the same options, so that typed arrays of every kind survive. */
export const packing = { moreTypes: true, structuredClone: true } as const;

/** Messages wait in the MessagePort for the first listener. */
export function portFromMessagePort(port: MessagePort): Port {
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      const forward = (event: MessageEvent<unknown>) => {
        listener(event.data);
      };
      port.addEventListener('message', forward);
      port.start();
      return () => {
        port.removeEventListener('message', forward);
      };
    },
    onClose: (listener) => {
      port.addEventListener('close', listener, { once: true });
      return () => {
        port.removeEventListener('close', listener);
      };
    },
    close: () => {
      port.close();
    },
  };
}

/** @param socket an open WebSocket with `binaryType` 'arraybuffer' */
export function portFromSocket(socket: WebSocket): Port {
  const packr = new Packr(packing);
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(new Uint8Array(packr.pack(message)));
    },
    onMessage: (listener) => {
      const forward = (event: MessageEvent<unknown>) => {
        if (event.data instanceof ArrayBuffer) listener(packr.unpack(new Uint8Array(event.data)));
      };
      socket.addEventListener('message', forward);
      return () => {
        socket.removeEventListener('message', forward);
      };
    },
    onClose: (listener) => {
      socket.addEventListener('close', listener, { once: true });
      return () => {
        socket.removeEventListener('close', listener);
      };
    },
    close: () => {
      socket.close();
    },
  };
}
