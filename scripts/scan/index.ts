/**
 * `npm run scan`: Electron's age and known advisories. Exits with 1 where a finding has no reason in
 * `reasons.json`; with `--strict` also where a scan could not run.
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
