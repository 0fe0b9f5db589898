import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeCodes, enginePortMessage } from '../../protocol/bridge.ts';
import { connectSocket, connectWindow, reconnectDelay, socketAddress } from './connect.ts';

test('the socket address has the page’s host and its token, escaped', () => {
  const page = { protocol: 'http:', host: '127.0.0.1:8028', search: '?token=a%2Fb&x=1' };
  expect(socketAddress(page)).toBe('ws://127.0.0.1:8028/engine?token=a%2Fb');
  expect(socketAddress({ ...page, protocol: 'https:' })).toMatch(/^wss:/);
  expect(socketAddress(page, true)).toBe('ws://127.0.0.1:8028/engine?token=a%2Fb&again');
});

test('doubles the delay up to five seconds', () => {
  expect([0, 1, 2, 10].map(reconnectDelay)).toEqual([250, 500, 1000, 5000]);
});

describe('over a WebSocket', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp() {
    const sockets: (EventTarget & { close: () => void })[] = [];
    const firsts: boolean[] = [];
    const listener = { opened: vi.fn(), lost: vi.fn() };
    const disconnect = connectSocket((first) => {
      firsts.push(first);
      const socket = Object.assign(new EventTarget(), { close: vi.fn() });
      sockets.push(socket);
      return socket as unknown as WebSocket;
    }, listener);
    const end = (code: number) => sockets.at(-1)?.dispatchEvent(Object.assign(new Event('close'), { code }));
    return { sockets, firsts, listener, disconnect, end };
  }

  test('passes on a port once the socket has opened', () => {
    const { sockets, listener } = setUp();
    expect(listener.opened).not.toHaveBeenCalled();
    sockets[0]?.dispatchEvent(new Event('open'));
    expect(listener.opened).toHaveBeenCalledOnce();
  });

  test('reports a lost socket and retries with growing delays until one opens', () => {
    const { sockets, firsts, listener, end } = setUp();
    end(1006);
    expect(listener.lost).toHaveBeenCalledWith({ kind: 'connectionLost', final: false });
    vi.advanceTimersByTime(249);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    end(1006);
    vi.advanceTimersByTime(499);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1);
    sockets.at(-1)?.dispatchEvent(new Event('open'));
    end(closeCodes.engineRestarting);
    expect(listener.lost).toHaveBeenLastCalledWith({ kind: 'engineStopped', final: false });
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(4);
    expect(firsts).toEqual([true, false, false, false]);
  });

  test('does not ask a permanently stopped engine again', () => {
    const { sockets, listener, end } = setUp();
    end(closeCodes.engineFailed);
    vi.advanceTimersByTime(60_000);
    expect(listener.lost).toHaveBeenCalledWith({ kind: 'engineStopped', final: true });
    expect(sockets).toHaveLength(1);
  });

  test('reports and opens nothing after disconnecting', () => {
    const { sockets, listener, disconnect, end } = setUp();
    disconnect();
    end(1006);
    vi.advanceTimersByTime(60_000);
    expect(listener.lost).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(1);
  });
});

describe('in the desktop window', () => {
  function setUp(again = false) {
    const page = new EventTarget();
    let stop: (restarting: boolean) => void = () => undefined;
    const requestEnginePort = vi.fn();
    const bridge: Parameters<typeof connectWindow>[0] = {
      requestEnginePort,
      onEngineStopped: (heard) => {
        stop = heard;
        return () => undefined;
      },
    };
    const listener = { opened: vi.fn(), lost: vi.fn() };
    const disconnect = connectWindow(bridge, listener, again, page);
    const deliver = (data: unknown, source: unknown = page) => {
      const { port1, port2 } = new MessageChannel();
      const event = new MessageEvent('message', { data, ports: [port1] });
      Object.defineProperty(event, 'source', { value: source });
      page.dispatchEvent(event);
      return port2;
    };
    return {
      requestEnginePort,
      listener,
      disconnect,
      deliver,
      stopEngine: (restarting: boolean) => {
        stop(restarting);
      },
    };
  }

  test('asks for a port and takes it', () => {
    const { requestEnginePort, listener, deliver, disconnect } = setUp();
    expect(requestEnginePort).toHaveBeenCalledOnce();
    deliver(enginePortMessage);
    expect(listener.opened).toHaveBeenCalledOnce();
    disconnect();
  });

  test('restarts a stopped engine once, and only on request', async () => {
    const { requestEnginePort, listener, deliver, disconnect } = setUp(true);
    deliver(enginePortMessage).close();
    await vi.waitFor(() => {
      expect(listener.lost).toHaveBeenCalledOnce();
    });
    expect(requestEnginePort.mock.calls).toEqual([[true], [false]]);
    disconnect();
  });

  test('ignores a port from another window or under another name', () => {
    const { listener, deliver } = setUp();
    deliver(enginePortMessage, new EventTarget());
    deliver('something-else');
    expect(listener.opened).not.toHaveBeenCalled();
  });

  test('asks for another port when the present one closes', async () => {
    const { requestEnginePort, listener, deliver, disconnect } = setUp();
    deliver(enginePortMessage).close();
    await vi.waitFor(() => {
      expect(listener.lost).toHaveBeenCalledWith({ kind: 'engineStopped', final: false });
    });
    expect(requestEnginePort).toHaveBeenCalledTimes(2);
    disconnect();
  });

  test('counts the restart message and the port closing as one loss', async () => {
    const { requestEnginePort, listener, deliver, stopEngine, disconnect } = setUp();
    const port = deliver(enginePortMessage);
    stopEngine(true);
    const closed = new Promise((resolve) => {
      port.addEventListener('close', resolve);
    });
    port.close();
    await closed;
    expect(listener.lost).toHaveBeenCalledExactlyOnceWith({ kind: 'engineStopped', final: false });
    expect(requestEnginePort).toHaveBeenCalledTimes(2);
    disconnect();
  });

  test('reports an engine that stopped for good as final, and one that restarts as not', () => {
    const { listener, stopEngine } = setUp();
    stopEngine(true);
    expect(listener.lost).not.toHaveBeenCalled();
    stopEngine(false);
    expect(listener.lost).toHaveBeenCalledWith({ kind: 'engineStopped', final: true });
  });
});
