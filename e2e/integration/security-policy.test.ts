// Holds P19.
/** The Content-Security-Policy that each host sends, judged by Google's CSP Evaluator. */

import { CspEvaluator } from 'csp_evaluator';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { expect, test } from 'vitest';
import { startServer } from '../../src/server/index.ts';
import { assets, enginePath, rendererDirectory } from './built.ts';
import { pageUrl } from './electron-fake/addresses.ts';
import { startApp } from './electron-fake/start-app.ts';

/** The evaluator's findings, one line each. */
function judge(policy: string): string[] {
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  return findings.map(({ severity, directive, value }) => `${Severity[severity]} ${directive} ${value ?? ''}`);
}

/**
 * “May be problematic where JSONP or uploads are hosted”: the hosts serve the built files and nothing else, and Trusted
 * Types are a second line of defence.
 */
const ownScripts = "MEDIUM_MAYBE script-src 'self'";

test('of the window: nothing to mend', async () => {
  const fake = await startApp();
  const response = await fake.told.handlers.get('gatescope')?.({ method: 'GET', url: pageUrl });
  fake.electron.app.quit();

  expect(judge(response?.headers.get('content-security-policy') ?? '')).toEqual([ownScripts]);
});

test('of the browser host: nothing to mend; it names its own WebSocket by its address', async () => {
  const host = await startServer({ assets, enginePath, rendererDirectory });
  const response = await fetch(host.url);
  await host.close();
  const { host: address } = new URL(host.url);

  expect(judge(response.headers.get('content-security-policy') ?? '')).toEqual([
    ownScripts,
    `INFO connect-src ws://${address}`,
  ]);
});

test.each([
  ["default-src 'self'; script-src 'self' 'unsafe-inline'; object-src 'none'", "HIGH script-src 'unsafe-inline'"],
  ["default-src 'none'; script-src *", 'HIGH script-src *'],
  ["script-src 'self'", 'HIGH object-src '],
  ["default-src 'none'; script-src 'self' data:", 'HIGH script-src data:'],
])('the evaluator finds what is wrong in %s', (policy, finding) => {
  expect(judge(policy)).toContain(finding);
});
