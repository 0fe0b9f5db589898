/** The system's own About panel. The page's says the same and more. */

import { app } from 'electron';
import { homepage } from '../../package.json';
import { iconPath } from './paths.ts';
import type { Texts } from './texts/index.ts';

export function setAboutPanel(texts: Texts) {
  const { electron, chrome, node } = process.versions;
  app.setAboutPanelOptions({
    applicationName: 'Gatescope',
    applicationVersion: app.getVersion(),
    version: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    copyright: texts.licence,
    credits: texts.credits,
    website: homepage,
    // Linux and Windows; macOS takes the app's own.
    iconPath,
  });
}
