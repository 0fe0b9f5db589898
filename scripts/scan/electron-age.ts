/** Whether this Electron is still supported: its makers support the latest three major versions. */

import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { inPackage } from '../run.ts';
import type { Finding, ScanResult } from './findings.ts';
import { npm } from './npm.ts';

/** https://www.electronjs.org/docs/latest/tutorial/electron-timelines */
const supportedMajors = 3;

const version = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/));

export async function checkElectronAge(): Promise<ScanResult> {
  const answer = await npm(['view', 'electron', 'dist-tags.latest', '--json'], { timeout: 30_000 });
  if (!answer || answer.failed) return { skipped: 'The registry does not say which Electron is the latest.' };
  const latest = v.parse(version, JSON.parse(answer.stdout));
  const text = await readFile(inPackage('electron', 'package.json'), 'utf8');
  const { version: own } = v.parse(v.object({ version }), JSON.parse(text));
  return { findings: ageFindings(own, latest) };
}

/** @param own and @param latest as `major.minor.patch` */
export function ageFindings(own: string, latest: string): Finding[] {
  const [ownMajor, ...ownRest] = own.split('.').map(Number);
  const [latestMajor, ...latestRest] = latest.split('.').map(Number);
  const find = (rule: string, message: string) => [{ rule, where: 'package.json', message }];
  if (ownMajor <= latestMajor - supportedMajors) {
    return find('ELECTRON_OUT_OF_SUPPORT', `Electron ${own} is no longer supported: ${latest} is the latest.`);
  }
  const isBehind = ownMajor === latestMajor && (ownRest[0] - latestRest[0] || ownRest[1] - latestRest[1]) < 0;
  return isBehind ? find('ELECTRON_UNPATCHED', `Electron ${own} has been fixed since: update to ${latest}.`) : [];
}
