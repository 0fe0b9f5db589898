import { Packr } from 'msgpackr';
import fc from 'fast-check';
import { exchange, open, packr, startTestHost } from '../../../src/server/testing/host.ts';
import { closeCodes } from '../../../src/protocol/bridge.ts';
import { hostileBytes } from '../bytes.ts';
import { insist, mebibyte, type Surface } from '../surface.ts';
import { hostileVersions } from '../values.ts';

const message = { t: 'q', i: 'abc', m: 'pin', a: [{ source: { kind: 'drawing', pixels: new Uint8Array(784) } }] };
const shared = [message];
const plain = new Packr({ useRecords: false });

/**
 * Headers of msgpack that declare arrays, maps, texts and bytes of up to 4 GiB, and the extensions that msgpackr knows.
 */
const promises = fc
  .tuple(
    fc.constantFrom(0xdd, 0xdf, 0xdb, 0xc6, 0xc9, 0xdc, 0xde),
    fc.constantFrom(1, 255, 65_536, 30_000_000, 0x7fff_ffff, 0xffff_ffff),
    fc.constantFrom(1, 3, 200_000),
  )
  .map(([type, length, times]) => {
    const header = Buffer.alloc(5);
    header[0] = type;
    header.writeUInt32BE(length, 1);
    return Buffer.concat(new Array<Buffer>(times).fill(header));
  });

const extensions = fc
  .tuple(
    fc.constantFrom(0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xc7),
    fc.integer({ min: 0, max: 255 }),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([size, type, data]) => Buffer.from([size, ...(size === 0xc7 ? [data.length] : []), type, ...data]));

const deep = fc
  .tuple(fc.constantFrom(0x91, 0x81), fc.constantFrom(10, 500, 3_000, 100_000, 1_000_000))
  .map(([type, depth]) => Buffer.concat([Buffer.alloc(depth, type), Buffer.from([0xc0])]));

const frames = fc.oneof(
  {
    weight: 10,
    arbitrary: hostileBytes([packr, plain].flatMap((each) => [message, shared].map((one) => each.pack(one)))),
  },
  { weight: 4, arbitrary: hostileVersions(message).map((value) => plain.pack(value)) },
  { weight: 2, arbitrary: promises },
  { weight: 2, arbitrary: extensions },
  { weight: 1, arbitrary: deep },
);

const expectedCodes: readonly number[] = [closeCodes.invalidPayload, closeCodes.unsupportedData, closeCodes.tooBig];

/** Frames that a page sends to the browser host. */
export const framesSurface: Surface<Uint8Array> = {
  name: 'frames',
  sizeLimit: mebibyte,
  inputs: frames,
  async open() {
    const host = await startTestHost();
    const other = await open(host);
    let client = await connectClient();

    /** Collects its answers as they come, since several may come at once. */
    async function connectClient() {
      const socket = await open(host);
      let heard: (end: { readonly reason: string } | null) => void = () => undefined;
      socket.on('message', (answer: Buffer) => {
        if (packr.unpack(answer) === 'alive') heard(null);
      });
      socket.on('close', (code, reason) => {
        insist(expectedCodes.includes(code), `It was closed with ${code}.`);
        // `ws` itself closes after these, with the code alone.
        heard({ reason: code === closeCodes.tooBig ? 'The frame is too large.' : reason.toString() });
      });
      return {
        socket,
        exchange: (frame: Uint8Array) =>
          new Promise<{ readonly reason: string } | null>((resolve) => {
            heard = resolve;
            socket.send(frame);
            // A valid message is echoed, and this one follows it.
            socket.send(packr.pack('alive'));
          }),
      };
    }

    return {
      async feed(frame) {
        if (client.socket.readyState !== client.socket.OPEN) client = await connectClient();
        const end = await client.exchange(frame);
        insist((await exchange(other, 'other')) === 'other', 'Another client is not answered.');
        insist(host.log.length === 0, `The engine has died: ${host.log.join(' ')}`);
        return end?.reason ?? null;
      },
      async close() {
        client.socket.removeAllListeners('close').close();
        other.close();
        await host.close();
      },
    };
  },
};
