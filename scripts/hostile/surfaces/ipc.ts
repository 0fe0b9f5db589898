import type { EventEmitter } from 'node:events';
import { ipcMain } from 'electron';
import fc from 'fast-check';
import { pageUrl } from '../../../src/main/app-protocol.ts';
import type { EngineProcess } from '../../../src/main/engine-process.ts';
import { answerPortRequests } from '../../../src/main/ipc.ts';
import { channels } from '../../../src/protocol/bridge.ts';
import { insist, type Surface } from '../surface.ts';
import { hostileNames, hostileValue } from '../values.ts';

type Frame = { readonly url: string; readonly parent: Frame | null };

type Message = {
  readonly channel: string;
  readonly frame: Frame | 'gone' | null;
  readonly isDestroyed: boolean;
  readonly args: readonly unknown[];
};

const url = fc.oneof(
  fc.constantFrom(
    pageUrl,
    `${pageUrl}#/lab`,
    `${pageUrl}?x`,
    'gatescope://app/index.html.evil',
    'https://evil.example',
  ),
  fc.constantFrom(
    'gatescope://app@evil/index.html',
    'file:///etc/passwd',
    'about:blank',
    'data:text/html,x',
    ...hostileNames,
  ),
);

const frame = url.chain((own) =>
  fc.oneof(
    fc.constant({ url: own, parent: null }),
    url.map((above) => ({ url: own, parent: { url: above, parent: null } })),
  ),
);

const messages: fc.Arbitrary<Message> = fc.record({
  channel: fc.oneof(
    { weight: 6, arbitrary: fc.constant<string>(channels.requestEnginePort) },
    { weight: 1, arbitrary: fc.constantFrom<string>(channels.enginePort, channels.engineStopped, ...hostileNames) },
  ),
  frame: fc.oneof(
    { weight: 6, arbitrary: frame },
    { weight: 1, arbitrary: fc.constantFrom<'gone' | null>('gone', null) },
  ),
  isDestroyed: fc.boolean(),
  args: fc.array(hostileValue, { maxLength: 3 }),
});

const gone = (): never => {
  throw new Error('Render frame was disposed before WebFrameMain could be accessed');
};

const frameThatIsGone = {
  get url() {
    return gone();
  },
  get parent() {
    return gone();
  },
};

/** Messages to Electron's main process, of the page, of frames in it and of others. */
export const ipcSurface: Surface<Message> = {
  name: 'ipc',
  sizeLimit: 0,
  inputs: messages,
  open() {
    let ports = 0;
    const engine: EngineProcess = {
      connect: () => {
        ports++;
        return {} as ReturnType<EngineProcess['connect']>;
      },
      save: () => undefined,
      end: () => Promise.resolve(),
    };
    const heard = ipcMain as unknown as EventEmitter;
    answerPortRequests(engine);
    return Promise.resolve({
      feed({ channel, frame: from, isDestroyed, args }) {
        const before = ports;
        let handed = 0;
        const post = () => {
          handed++;
        };
        const sender = { isDestroyed: () => isDestroyed, postMessage: isDestroyed ? gone : post, send: gone };
        const senderFrame = from === 'gone' ? frameThatIsGone : from;
        heard.emit(channel, { sender, senderFrame }, ...args);
        const isOwn = from !== null && from !== 'gone' && from.parent === null && from.url.split('#')[0] === pageUrl;
        const isAsked = channel === channels.requestEnginePort && isOwn && !isDestroyed;
        insist(
          ports - before === Number(isAsked) && handed === Number(isAsked),
          'A port went to a stranger, or to nobody.',
        );
        return Promise.resolve(null);
      },
      close() {
        heard.removeAllListeners();
        return Promise.resolve();
      },
    });
  },
};
