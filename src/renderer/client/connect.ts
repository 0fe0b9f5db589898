/**
 * Gets ports to the engine from the window's host or over a WebSocket, and replaces each one that is lost.
 * `engine-client.ts` decides what is said over a port.
 */

import { closeCodes, enginePortMessage, socketPath, startAgain, type Bridge } from '../../protocol/bridge.ts';
import type { Port, Unsubscribe } from '../../protocol/port.ts';
import { portFromMessagePort, portFromSocket } from './ports.ts';

/** Why there is no port; `final` means that none will come. */
export type Loss = { readonly kind: 'connectionLost' | 'engineStopped'; readonly final: boolean };

/** The page's link to its engine; `stopped` means that it restarts only on request. */
export type Link = 'starting' | 'connected' | 'reconnecting' | 'restarting' | 'stopped';

export function linkAfter({ kind, final }: Loss): Link {
  if (final) return 'stopped';
  return kind === 'engineStopped' ? 'restarting' : 'reconnecting';
}

export type ConnectionListener = {
  opened(port: Port): void;
  lost(loss: Loss): void;
};

const firstDelay = 250;
const longestDelay = 5_000;

/** Delay before attempt `attempt` (from 0), in milliseconds: doubles up to five seconds. */
export function reconnectDelay(attempt: number): number {
  return Math.min(firstDelay * 2 ** attempt, longestDelay);
}

/**
 * Connects through the preload script's bridge where there is one, else over the page's WebSocket.
 * @param again whether to restart an engine that has stopped for good
 */
export function connect(listener: ConnectionListener, again: boolean): Unsubscribe {
  return window.gatescope
    ? connectWindow(window.gatescope, listener, again)
    : connectSocket((first) => new WebSocket(socketAddress(window.location, again && first)), listener);
}

/** The socket's address, with the page's own token. */
export function socketAddress(page: Pick<Location, 'protocol' | 'host' | 'search'>, again = false): string {
  const token = new URLSearchParams(page.search).get('token') ?? '';
  const scheme = page.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${page.host}${socketPath}?token=${encodeURIComponent(token)}${again ? `&${startAgain}` : ''}`;
}

/** @param page the window to which the preload script posts ports; another one in tests */
export function connectWindow(
  bridge: Pick<Bridge, 'requestEnginePort' | 'onEngineStopped'>,
  listener: ConnectionListener,
  again: boolean,
  page: EventTarget = window,
): Unsubscribe {
  let current: Port | null = null;
  let stopped = false;

  const lose = () => {
    if (!current || stopped) return;
    current = null;
    listener.lost({ kind: 'engineStopped', final: false });
    bridge.requestEnginePort(false);
  };

  const receive = (event: Event) => {
    // Only the preload script shares this window; a frame or opener would be another source.
    if (!(event instanceof MessageEvent) || event.source !== page || event.data !== enginePortMessage) return;
    const messagePort = event.ports.at(0);
    if (!messagePort) return;
    const port = portFromMessagePort(messagePort);
    current = port;
    port.onClose(() => {
      if (current === port) lose();
    });
    listener.opened(port);
  };

  const unsubscribe = bridge.onEngineStopped((restarting) => {
    // Whichever comes first, this message or the port's own close.
    if (restarting) {
      lose();
      return;
    }
    stopped = true;
    listener.lost({ kind: 'engineStopped', final: true });
  });
  page.addEventListener('message', receive);
  bridge.requestEnginePort(again);

  return () => {
    stopped = true;
    unsubscribe();
    page.removeEventListener('message', receive);
    current?.close();
  };
}

/** @param open makes a socket; `first` says whether it is the first one */
export function connectSocket(open: (first: boolean) => WebSocket, listener: ConnectionListener): Unsubscribe {
  let socket: WebSocket;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const start = (first: boolean) => {
    socket = open(first);
    socket.binaryType = 'arraybuffer';
    const opening = socket;
    socket.addEventListener('open', () => {
      attempt = 0;
      listener.opened(portFromSocket(opening));
    });
    socket.addEventListener('close', ({ code }) => {
      if (stopped) return;
      const engineDied = code === closeCodes.engineRestarting || code === closeCodes.engineFailed;
      const final = code === closeCodes.engineFailed;
      listener.lost({ kind: engineDied ? 'engineStopped' : 'connectionLost', final });
      if (!final) timer = setTimeout(start, reconnectDelay(attempt++), false);
    });
  };
  start(true);

  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}
