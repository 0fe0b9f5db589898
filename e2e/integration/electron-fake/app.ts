/**
 * The built app on the fake of Electron as a process of its own, that can be killed. What the page says to the engine comes
 * from the parent process, and goes there. Arguments: the user directory, the seconds between two saves.
 */

import { register } from 'node:module';
import type { Bridge } from '../../../src/protocol/bridge.ts';
import { connectWindow } from '../../../src/renderer/state/connect.ts';
import { mainPath } from '../built.ts';
import { createElectronFake } from './electron.ts';

export type FromApp =
  { readonly kind: 'opened'; readonly enginePid: number } | { readonly kind: 'message'; readonly data: unknown };

const [userData = '', saveSeconds = ''] = process.argv.slice(2);
const fake = createElectronFake();
const { app, utilityProcess } = fake.electron;
app.getPath = () => userData;
const fork = utilityProcess.fork.bind(utilityProcess);
utilityProcess.fork = (path, args, options) => {
  const assets = JSON.parse(args?.[0] ?? '{}') as object;
  return fork(path, [JSON.stringify({ ...assets, saveSeconds: Number(saveSeconds) })], options);
};

Object.assign(globalThis, { electronFake: fake.electron });
const names = Object.keys(fake.electron).join(', ');
const stand = `data:text/javascript,export const { ${names} } = globalThis.electronFake;`;
const hooks = `export const resolve = (name, context, next) =>
  name === 'electron' ? { url: ${JSON.stringify(stand)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
Object.defineProperty(process.versions, 'electron', { value: '45.5.0' });
await import(mainPath);
await fake.ready();

const { page } = fake.windows[0].webContents;
if (!page) throw new Error('The window shows no page.');
const tell = (message: FromApp) => process.send?.(message);
connectWindow(
  page.exposed.gatescope as Bridge,
  {
    opened(port) {
      process.removeAllListeners('message');
      process.on('message', (message) => {
        port.send(message);
      });
      port.onMessage((data) => {
        tell({ kind: 'message', data });
      });
      const [{ pid }] = fake.engines.slice(-1);
      if (pid === undefined) throw new Error('The engine does not run yet.');
      tell({ kind: 'opened', enginePid: pid });
    },
    lost: () => undefined,
  },
  false,
  page.window,
);
