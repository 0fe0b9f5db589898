/**
 * `npm run cli`: hands over to `cli.ts`. A Node that reads TypeScript itself does so in a tenth of the time that tsx takes to start;
 * others know none of it and have tsx read it.
 */

if (process.features.typescript) {
  await import('./cli.ts');
} else {
  const { tsImport } = await import('tsx/esm/api');
  await tsImport('./cli.ts', import.meta.url);
}
