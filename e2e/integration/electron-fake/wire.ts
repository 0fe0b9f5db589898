/** Carries ports over a pipe between two processes, as Electron does by itself. Both ends of the fake use it. */

import type { MessagePort } from 'node:worker_threads';

export type Parcel =
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'close'; readonly id: number };

export type Wire = {
  /** Connects this process's end of port `id` with the other process's end. */
  readonly carry: (id: number, port: MessagePort) => void;
  readonly receive: (parcel: Parcel) => void;
  /** Closes all ports, because the other process is gone. */
  readonly cut: () => void;
};

/** @param send puts a parcel into the pipe */
export function createWire(send: (parcel: Parcel) => void): Wire {
  const ports = new Map<number, MessagePort>();
  return {
    carry(id, port) {
      ports.set(id, port);
      port.on('message', (data: unknown) => {
        send({ kind: 'port', id, data });
      });
      port.on('close', () => {
        if (ports.delete(id)) send({ kind: 'close', id });
      });
    },
    receive(parcel) {
      if (parcel.kind === 'port') ports.get(parcel.id)?.postMessage(parcel.data);
      if (parcel.kind === 'close') {
        const port = ports.get(parcel.id);
        ports.delete(parcel.id);
        port?.close();
      }
    },
    cut() {
      const open = [...ports.values()];
      ports.clear();
      for (const port of open) port.close();
    },
  };
}
