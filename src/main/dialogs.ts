/** The system's dialogs: one sentence and what can be done, over the window where there is one. */

import {
  BrowserWindow,
  dialog,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';

/** None while it is hidden, since macOS would hide the dialog with it. */
function theWindow() {
  return BrowserWindow.getAllWindows().find((window) => window.isVisible());
}

/** @returns index of the button pressed; the last one where the dialog was closed otherwise */
export async function ask(
  message: string,
  buttons: readonly [string, ...string[]],
  more: Pick<MessageBoxOptions, 'type' | 'signal' | 'defaultId'> = {},
): Promise<number> {
  const options = { type: 'warning' as const, ...more, message, buttons: [...buttons], cancelId: buttons.length - 1 };
  const window = theWindow();
  const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
  return response;
}

/** @returns the chosen paths, none where nothing was chosen */
export async function chooseFiles(options: OpenDialogOptions): Promise<readonly string[]> {
  const window = theWindow();
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return filePaths;
}

/** @returns the chosen path, or null */
export async function choosePlace(options: SaveDialogOptions): Promise<string | null> {
  const window = theWindow();
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled ? null : filePath;
}
