/**
 * Doyensec's Electronegativity over the sources of host and page. It comes with hundreds of packages, so it is no dependency:
 * npm fetches it for the scan. It reads no Svelte components; the security tests search those.
 */

import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { root } from '../run.ts';
import type { Finding, ScanResult } from './findings.ts';
import { npm } from './npm.ts';

const scanner = '@doyensec/electronegativity@1.10.3';

/** Milliseconds for fetching the scanner and scanning. */
const timeout = 120_000;

/** What the scanner must find in `bait.ts`, which lies beside the sources while it scans: else it is not scanning. */
const expectedOfBait = [
  'CONTEXT_ISOLATION_JS_CHECK',
  'NODE_INTEGRATION_JS_CHECK',
  'OPEN_EXTERNAL_JS_CHECK',
  'WEB_SECURITY_JS_CHECK',
];

/**
 * Keeps the scanner from asking its own servers for translations and releases: without them it waits, and on Node 24 it
 * falls over the answer that does not come.
 */
const withoutServers = `import { Module } from 'node:module';
const load = Module._load;
Module._load = (name, ...rest) => name === 'got' ? () => Promise.reject(new Error('not asked')) : load(name, ...rest);`;

const sarif = v.object({
  runs: v.tuple([
    v.object({
      results: v.array(
        v.object({
          ruleId: v.string(),
          message: v.object({ text: v.string() }),
          locations: v.tuple([
            v.object({ physicalLocation: v.object({ artifactLocation: v.object({ uri: v.string() }) }) }),
          ]),
        }),
      ),
    }),
  ]),
});

/** @throws Error where the scanner ran but found nothing wrong with what is wrong for certain */
export async function scanSources(): Promise<ScanResult> {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-scan-'));
  try {
    await cp(join(root, 'src'), join(folder, 'src'), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts') && !path.includes('assembly'),
    });
    await cp(join(import.meta.dirname, 'bait.txt'), join(folder, 'bait.ts'));
    const report = join(folder, 'report.sarif');
    const command = ['electronegativity', '--relative', '--input', folder, '--output', report];
    const answer = await npm(
      ['exec', '--yes', `--package=${scanner}`, '--', ...command, '-e', await electronVersion()],
      {
        timeout,
        env: { LANG: 'en-US', NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(withoutServers)}` },
      },
    );
    if (!answer) return { skipped: 'npm fetches the scanner: start this by "npm run scan".' };
    const text = await readFile(report, 'utf8').catch(() => null);
    if (text === null) return { skipped: `${scanner} could not be fetched from the registry and run.` };
    return { findings: withoutBait(readFindings(text)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function electronVersion(): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  return v.parse(v.object({ devDependencies: v.object({ electron: v.string() }) }), JSON.parse(text)).devDependencies
    .electron;
}

function readFindings(text: string): Finding[] {
  const [{ results }] = v.parse(sarif, JSON.parse(text)).runs;
  return results.map(({ ruleId, message, locations: [{ physicalLocation }] }) => ({
    rule: ruleId,
    where: physicalLocation.artifactLocation.uri.replace(/^file:\/\//, '').replace(/^\//, '') || 'the whole app',
    message: message.text,
  }));
}

function withoutBait(findings: readonly Finding[]): Finding[] {
  const bait = findings.filter(({ where }) => where === 'bait.ts').map(({ rule }) => rule);
  const missed = expectedOfBait.filter((rule) => !bait.includes(rule));
  if (missed.length > 0) throw new Error(`The scanner is blind: it missed ${missed.join(', ')} in its bait.`);
  return findings.filter(({ where }) => where !== 'bait.ts');
}
