/**
 * `npm test`: all checks, cheapest first. Each step shows its own output; the last lines name what
 * failed and count the tests of all of them. A failed step stops only the steps that need it.
 */

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build-if-stale.ts';
import { findChromium, installChromium } from './chromium.ts';
import { addOutcomes, failedStep, nothing, readOutcome, summary, type Outcome } from './counts.ts';
import { inPackage, run, runNode } from './run.ts';
import { onEachCommit } from './window-tests/on-each-commit.ts';
import { runInWindow } from './window-tests/run-in-window.ts';

const reports = await mkdtemp(join(tmpdir(), 'gatescope-test-'));
// The window's journeys report as another user where root runs the tests.
await chmod(reports, 0o777);
let total = nothing;

/**
 * Runs a step and says whether it succeeded. A step counts its tests; one that fails without a failed test counts as
 * one.
 */
async function step(name: string, action: () => Promise<Outcome>): Promise<boolean> {
  console.log(`\n== ${name}`);
  const outcome = await action().catch((error: unknown) =>
    failedStep(name, error instanceof Error ? error.message : String(error)),
  );
  total = addOutcomes(total, outcome);
  return outcome.failures.length === 0;
}

/** A program that only succeeds or fails. */
async function check(script: string, ...args: string[]): Promise<Outcome> {
  const code = await runNode(script, args);
  if (code !== 0) throw new Error(`It ended with exit code ${code}; its output says why.`);
  return nothing;
}

async function vitest(project: string): Promise<Outcome> {
  const report = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNode(inPackage('vitest', 'vitest.mjs'), ['run', '--project', project, ...reporters]);
  return readOutcome('vitest', report, code);
}

/**
 * @param projects of playwright.config.ts
 * @param runProgram how Playwright is run
 * @param files filters of paths; by default all
 */
async function playwright(
  projects: readonly string[],
  runProgram: typeof runInWindow,
  files: readonly string[] = [],
): Promise<Outcome> {
  const report = join(reports, `${projects.join('-')}.json`);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const chosen = projects.map((project) => `--project=${project}`);
  const args = [inPackage('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json', ...chosen, ...files];
  return readOutcome('playwright', report, await runProgram(args, env));
}

function runHere(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return run(process.execPath, args, { env });
}

async function findOrInstallChromium(): Promise<Outcome> {
  process.env.CHROMIUM_PATH = findChromium() ?? (await installChromium());
  return nothing;
}

async function buildAll(): Promise<Outcome> {
  await build();
  return nothing;
}

async function otherChecks(): Promise<void> {
  await step('Format', () => check(inPackage('prettier', 'bin', 'prettier.cjs'), '--check', '.'));
  await step('Types', () => check(inPackage('typescript', 'bin', 'tsc'), '--noEmit'));
  await step('Types of components', () =>
    check(inPackage('svelte-check', 'bin', 'svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings'),
  );
}

// The linter takes as long as all the others, each of them on one core.
await Promise.all([
  step('Lint and import table', () => check(inPackage('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0')),
  otherChecks(),
]);
await step('Unit tests', () => vitest('unit'));
await step('Chromium', findOrInstallChromium);
if (await step('Build', buildAll)) {
  await step('Integration tests', () => vitest('integration'));
  await step('Journeys in the browser', () => playwright(['browser', 'packaged'], runHere));
  await step('Journeys in the desktop window', () => playwright(['electron'], runInWindow, onEachCommit));
}

await rm(reports, { recursive: true });
console.log(`\n${summary(total)}`);
process.exitCode = total.failures.length === 0 ? 0 : 1;
