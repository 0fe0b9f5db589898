/** The desktop app: one window, one engine, and the restrictions on both. */

import { pathToFileURL } from 'node:url';
import { app, dialog, powerMonitor, session } from 'electron';
import { array, safeParse, string } from 'valibot';
import { messageOf } from '../domain/errors.ts';
import { registerScheme, serveRenderer } from './app-protocol.ts';
import { createDesktop } from './desktop.ts';
import { type EngineProcess, startEngine } from './engine-process.ts';
import { answerPortRequests } from './ipc.ts';
import { createLog } from './log.ts';
import { linkScheme } from '../protocol/link/link-text.ts';
import { linksIn } from './opened-links.ts';
import { pathsIn } from './files/paths-in.ts';
import { engineSwitches } from './engine-switches.ts';
import { chooseKernels } from './kernel-choice.ts';
import { engineAssets, enginePath, isOwnFolder, rendererDirectory, trialPath } from './paths.ts';
import { denyPermissions, lockNavigation, refuseForeignRequests } from './security.ts';
import { localeOf, textsOf } from './texts/index.ts';

/** A second start passes this to the first: URLs of files, and links. */
const namedSchema = array(string());

/** Unpacked, the app's own folder is among the arguments. */
const named = pathsIn(process.argv.slice(1), process.cwd()).filter((path) => app.isPackaged || !isOwnFolder(path));

const namedLinks = linksIn(process.argv.slice(1));

/** Files and links that were opened before the app was ready. */
const early = { files: [...named], links: [...namedLinks] };
let open = (paths: readonly string[]) => {
  early.files.push(...paths);
};
let openLinks = (links: readonly string[]) => {
  early.links.push(...links);
};

function start() {
  denyPermissions(session.defaultSession);
  refuseForeignRequests(session.defaultSession);
  serveRenderer(session.defaultSession, rendererDirectory);

  const log = createLog(app.getPath('logs'));
  const desktop = createDesktop(session.defaultSession, log);
  const assets = { ...engineAssets, ...engineSwitches(), userDirectory: app.getPath('userData') };
  const ofEngine = (text: string) => {
    log.write('engine', text);
  };
  const choosing = chooseKernels(trialPath, assets.kernelDirectory, assets.userDirectory, ofEngine);
  const engine = startEngine(enginePath, assets, choosing, desktop.engineStopped, ofEngine);
  endWith(engine);
  answerPortRequests(engine);
  // A click on the icon in the Dock, or a second start of the app.
  app.on('activate', desktop.showWindow);
  app.on('second-instance', (_event, _args, _directory, data) => {
    const files = safeParse(namedSchema, data);
    open(files.success ? pathsIn(files.output, process.cwd()) : []);
    openLinks(files.success ? linksIn(files.output) : []);
  });
  ({ open, openLinks } = desktop);
  open(early.files);
  openLinks(early.links);
  // Unpacked, the system would start a bare Electron for a link.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
}

/** Saves the run once more when the app closes or the machine shuts down or sleeps. */
function endWith(engine: EngineProcess) {
  let hasEnded = false;
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void engine.end().then(() => {
      hasEnded = true;
      // Without an engine this would come before Electron knows that the event was prevented, and have no effect.
      setImmediate(() => {
        app.quit();
      });
    });
  });
  const save = () => {
    engine.save();
  };
  powerMonitor.on('suspend', save);
  powerMonitor.on('shutdown', save);
  // Windows notifies the windows instead.
  app.on('browser-window-created', (_event, window) => {
    window.on('query-session-end', save);
  });
}

// Chromium changes the arguments that reach the first start; the files go beside them, as URLs: on Linux, letters
// beyond Latin-1 arrive as null.
if (app.requestSingleInstanceLock([...named.map((path) => pathToFileURL(path).href), ...namedLinks])) {
  registerScheme();
  app.enableSandbox();
  app.setAppUserModelId('io.github.gatescope');
  app.on('web-contents-created', (_event, contents) => {
    lockNavigation(contents);
  });
  // macOS names files to open this way, even before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openLinks([link]);
  });
  // On macOS an app stays in the Dock without a window, and a training run goes on.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      const message = messageOf(error);
      dialog.showErrorBox(textsOf(localeOf(app.getLocale())).cannotStart, message);
      app.exit(1);
    });
} else {
  app.quit();
}
