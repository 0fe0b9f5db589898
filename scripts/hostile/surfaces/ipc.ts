import type { EventEmitter } from 'node:events';
import { ipcMain } from 'electron';
import fc from 'fast-check';
import { pageUrl } from '../../../src/main/app-protocol.ts';
import type { EngineProcess } from '../../../src/main/engine-process.ts';
import { answerPortRequests, hearPageState, hearTakesFiles, hearTakesLinks } from '../../../src/main/ipc.ts';
import { channels } from '../../../src/protocol/bridge.ts';
import type { PageState } from '../../../src/protocol/desktop.ts';
import { insist, type Surface } from '../surface.ts';
import { hostileJson, hostileNames, hostileValue } from '../values.ts';

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

/** The state that a page reports, usually with something wrong in it. */
const pageState = hostileJson({
  ...{ phase: 'training', busy: true, progress: 0.5, failed: false, ended: null, tellsEnd: true },
  ...{ room: 'lab', theme: 'dark', language: 'system', locale: 'ko' },
  languages: [{ code: 'ja', name: '日本語' }],
} satisfies PageState).map((text): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
});

const messages: fc.Arbitrary<Message> = fc.record({
  channel: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom<string>(
        channels.requestEnginePort,
        channels.pageState,
        channels.takesFiles,
        channels.takesLinks,
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom<string>(channels.enginePort, channels.engineStopped, ...hostileNames) },
  ),
  frame: fc.oneof(
    { weight: 6, arbitrary: frame },
    { weight: 1, arbitrary: fc.constantFrom<'gone' | null>('gone', null) },
  ),
  isDestroyed: fc.boolean(),
  args: fc
    .tuple(fc.oneof(fc.boolean(), pageState, hostileValue), fc.array(hostileValue, { maxLength: 2 }))
    .map(([first, rest]) => [first, ...rest]),
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

/** Messages to Electron's main process, from the page, from frames in it and from others. */
export const ipcSurface: Surface<Message> = {
  name: 'ipc',
  sizeLimit: 0,
  inputs: messages,
  open() {
    let ports = 0;
    let told = 0;
    const hear = () => {
      told++;
    };
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
    hearPageState((state) => {
      hear();
      insist(state.progress === null || (state.progress >= 0 && state.progress <= 1), 'Progress is no share.');
    });
    hearTakesFiles(hear);
    hearTakesLinks(hear);
    return Promise.resolve({
      feed({ channel, frame: from, isDestroyed, args }) {
        const [before, toldBefore] = [ports, told];
        let handed = 0;
        const post = () => {
          handed++;
        };
        const sender = { isDestroyed: () => isDestroyed, postMessage: isDestroyed ? gone : post, send: gone };
        const senderFrame = from === 'gone' ? frameThatIsGone : from;
        heard.emit(channel, { sender, senderFrame }, ...args);
        const isOwn = from !== null && from !== 'gone' && from.parent === null && from.url.split('#')[0] === pageUrl;
        const mayTell = isOwn && !isDestroyed;
        const isAsked = mayTell && channel === channels.requestEnginePort && typeof args[0] === 'boolean';
        insist(
          ports - before === Number(isAsked) && handed === Number(isAsked),
          'A port went to a stranger, or to nobody.',
        );
        insist(told === toldBefore || mayTell, 'A stranger was listened to.');
        return Promise.resolve(null);
      },
      close() {
        heard.removeAllListeners();
        return Promise.resolve();
      },
    });
  },
};
