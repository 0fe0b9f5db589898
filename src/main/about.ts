/** The About panel of macOS. Elsewhere the menu opens the page's own, which says the same and more. */

import { app } from 'electron';
import type { Texts } from './texts/index.ts';

export function setAboutPanel(texts: Texts) {
  const { electron, chrome, node } = process.versions;
  app.setAboutPanelOptions({
    applicationName: 'Gatescope',
    applicationVersion: app.getVersion(),
    version: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    copyright: texts.licence,
    credits: texts.credits,
  });
}
