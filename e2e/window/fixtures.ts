/** The app in its real window, for what only that shows. */

import { expect } from '@playwright/test';
import type { WindowHost } from '../hosts/window-host.ts';
import { test as journey } from '../journeys/fixtures.ts';

export { expect };

export const test = journey.extend<{ desktop: WindowHost }>({
  desktop: async ({ host }, use) => {
    await use(host as WindowHost);
  },
});

/** Presses a button of each message box by its label, without showing it; boxes with other buttons stay open. */
export async function answerBoxes(desktop: WindowHost, label: string): Promise<void> {
  await desktop.app().evaluate(({ dialog }, wanted) => {
    dialog.showMessageBox = (...asked: unknown[]) => {
      const { buttons = [] } = asked.at(-1) as { buttons?: string[] };
      const response = buttons.indexOf(wanted);
      return response < 0 ? new Promise(() => undefined) : Promise.resolve({ response, checkboxChecked: false });
    };
  }, label);
}
