/**
 * `npm run cli`: runs `cli.ts`. A Node that reads TypeScript itself does so in a tenth of the time that tsx takes to
 * start; others use tsx.
 */

if (process.features.typescript) {
  await import('./cli.ts');
} else {
  const { tsImport } = await import('tsx/esm/api');
  await tsImport('./cli.ts', import.meta.url);
}
