/** Starts the app in the folder that is named first, as the default app inside Electron's own binary does. */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
/** @type {{ main: string, productName: string, version: string }} */
const { main, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

process.defaultApp = true;
app.setVersion(version);
app.name = productName;
app.setAppPath(folder);
await import(pathToFileURL(join(folder, main)).href);
