import { expect, test, vi } from 'vitest';
import { Packr } from 'msgpackr';
import { packing, portFromSocket } from './ports.ts';

/** A WebSocket whose other end is an array. */
function openSocket() {
  const sent: Uint8Array[] = [];
  const socket = Object.assign(new EventTarget(), {
    OPEN: 1,
    readyState: 1,
    send: (frame: Uint8Array) => sent.push(frame),
    close: () => undefined,
  });
  const arrive = (data: unknown) => socket.dispatchEvent(new MessageEvent('message', { data }));
  return { socket, sent, arrive, port: portFromSocket(socket as unknown as WebSocket) };
}

test('carries typed arrays of every kind, undefined and nested objects unchanged through frames', () => {
  const { port, sent, arrive } = openSocket();
  const heard = vi.fn();
  port.onMessage(heard);
  const message = {
    floats: new Float32Array([1.5, -0.25, Infinity]),
    counts: new Uint32Array([4_000_000_000, 7]),
    bytes: new Uint8Array([0, 127, 255]),
    doubles: new Float64Array([Math.PI]),
    nested: [{ nothing: null, list: [1, 'two'] }],
  };

  port.send(message);
  const frame = Uint8Array.from(sent[0] ?? []);
  arrive(frame.buffer);

  expect(heard).toHaveBeenCalledOnce();
  const received = heard.mock.calls[0]?.[0] as typeof message;
  expect(received.floats).toEqual(message.floats);
  expect(received.counts).toEqual(message.counts);
  expect(received.doubles).toEqual(message.doubles);
  expect([...received.bytes]).toEqual([0, 127, 255]);
  expect(received.bytes).toBeInstanceOf(Uint8Array);
  expect(received.nested).toEqual(message.nested);
});

test('makes each frame self-contained: a fresh reader reads the second of two messages of one shape', () => {
  const { port, sent } = openSocket();
  port.send({ step: 1, loss: 2 });
  port.send({ step: 2, loss: 1 });
  expect(new Packr(packing).unpack(sent[1] ?? new Uint8Array())).toEqual({ step: 2, loss: 1 });
});

test('sends nothing through a socket that is not open', () => {
  const { socket, port, sent } = openSocket();
  socket.readyState = 3;
  port.send({ late: true });
  expect(sent).toEqual([]);
});

test('delivers nothing to an unsubscribed listener', () => {
  const { port, arrive } = openSocket();
  const heard = vi.fn();
  port.onMessage(heard)();
  arrive(Uint8Array.from(new Packr(packing).pack(1)).buffer);
  expect(heard).not.toHaveBeenCalled();
});
