/**
 * The journeys that `npm test` also makes in the desktop window, as Playwright's filters of paths: what only the window
 * has, and those that use its bridge, its dialogs, its engine's process or its scheme. All journeys take a quarter of
 * an hour longer: `npm run e2e -- --project=electron`.
 */
export const onEachCommit: readonly string[] = [
  'e2e/window/',
  ...[
    ...['draw', 'engine-dies', 'files', 'host', 'low-window', 'print', 'repaints'],
    ...['resume', 'robust', 'security', 'take-away', 'timeline', 'train'],
  ].map((name) => `e2e/journeys/${name}.spec.ts`),
];
