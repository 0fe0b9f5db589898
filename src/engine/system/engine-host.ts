/** The host that started the engine: the browser host, of which it is a worker thread, or Electron. */

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { HostMessage } from '../../protocol/host.ts';
import type { Port } from '../../protocol/port.ts';
import { processArgument } from './this-process.ts';

export type EngineHost = {
  /** Start arguments, unvalidated. */
  readonly assets: unknown;
  /** @param listener receives each host message; `openPort` opens the client port that came with it */
  onMessage(listener: (message: HostMessage, openPort: () => Port) => void): void;
};

/** What a thread's MessagePort and Electron's MessagePortMain have in common. */
type ClientPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (received: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'message', listener: (received: unknown) => void): unknown;
  off(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
};

type UtilityParentPort = {
  on(event: 'message', listener: (event: { data: HostMessage; ports: ClientPort[] }) => void): void;
};

/** @returns null if the process was not started by a host */
export function engineHost(): EngineHost | null {
  const utilityPort = (process as { parentPort?: UtilityParentPort }).parentPort;
  if (utilityPort) return utilityHost(utilityPort);
  return parentPort && threadHost(parentPort);
}

function utilityHost(host: UtilityParentPort): EngineHost {
  return {
    assets: JSON.parse(processArgument()),
    onMessage(listener) {
      // Ctrl-C in a terminal reaches this process, too: let it save first, when the host ends it.
      process.on('SIGINT', () => undefined);
      host.on('message', ({ data, ports: [port] }) => {
        listener(data, () => portOf(port, (event) => (event as { data: unknown }).data));
      });
    },
  };
}

function threadHost(host: MessagePort): EngineHost {
  return {
    assets: workerData,
    onMessage(listener) {
      host.on('message', ({ port, ...message }: HostMessage & { port: ClientPort }) => {
        listener(message, () => portOf(port, (received) => received));
      });
    },
  };
}

/** @param messageIn what the port receives: Electron's wraps messages in events */
function portOf(port: ClientPort, messageIn: (received: unknown) => unknown): Port {
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage(listener) {
      const unwrap = (received: unknown) => {
        listener(messageIn(received));
      };
      port.on('message', unwrap);
      port.start();
      return () => port.off('message', unwrap);
    },
    onClose(listener) {
      port.on('close', listener);
      return () => port.off('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}
