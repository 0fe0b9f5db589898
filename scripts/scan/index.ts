/**
 * `npm run scan`: Electron's age and known advisories. Ends with 1 where something is found for which
 * `reasons.json` has no reason; with `--strict` also where a scan could not be made.
 */

import { audit } from './audit.ts';
import { checkElectronAge } from './electron-age.ts';
import { scanAll } from './scan.ts';

const { failed, skipped } = await scanAll(
  [
    { name: 'Electron', make: checkElectronAge },
    { name: 'Advisories (npm audit)', make: audit, explained: true },
  ],
  console.log,
);
process.exitCode = failed > 0 || (skipped > 0 && process.argv.includes('--strict')) ? 1 : 0;
