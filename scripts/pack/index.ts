/** `npm run dist`: builds the app and has electron-builder pack it; arguments are electron-builder's own. */

import { build } from '../build-if-stale.ts';
import { inPackage, runNode } from '../run.ts';
import { packingEnvironment } from './environment.ts';

await build();
const args = ['--publish', 'never', ...process.argv.slice(2)];
process.exitCode = await runNode(inPackage('electron-builder', 'cli.js'), args, { env: packingEnvironment() });
