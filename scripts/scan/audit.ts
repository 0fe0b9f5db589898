/** Known advisories for the packages in the lock file, including those for development, whose code is bundled. */

import * as v from 'valibot';
import type { Finding, ScanResult } from './findings.ts';
import { npm } from './npm.ts';

const advisory = v.object({ name: v.string(), url: v.string(), title: v.string(), severity: v.string() });

const report = v.object({
  // A string names another package of the list, which has the advisory.
  vulnerabilities: v.record(v.string(), v.object({ via: v.array(v.union([v.string(), advisory])) })),
});

export async function audit(): Promise<ScanResult> {
  const answer = await npm(['audit', '--json'], { timeout: 60_000 });
  const findings = answer && readAudit(answer.stdout);
  return findings ? { findings } : { skipped: 'The registry has no answer about advisories.' };
}

/** Each advisory by its name (GHSA-…); null where `text` is no report, as from a registry without advisories. */
export function readAudit(text: string): Finding[] | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), report), text);
  if (!parsed.success) return null;
  const advisories = Object.values(parsed.output.vulnerabilities).flatMap(({ via }) =>
    via.filter((cause) => typeof cause !== 'string'),
  );
  return advisories.map(({ name, url, title, severity }) => ({
    rule: url.split('/').at(-1) ?? url,
    where: name,
    message: `${title} (${severity})`,
  }));
}
