import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Milliseconds; long enough for a busy machine: they end what hangs, and measure nothing. */
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

/**
 * A shared CI machine starves a process now and then; a second try tells that from a fault. `npm test` names each test
 * that needed one.
 */
const retry = process.env.CI ? 1 : 0;

export default defineConfig({
  test: {
    // Vitest leaves itself a core, which it does not need: of two it would use one.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [svelte()],
        // As in the build.
        assetsInclude: ['**/*.wasm'],
        test: {
          name: 'unit',
          include: ['{src,scripts}/**/*.test.ts'],
          globalSetup: 'scripts/kernels/ensure.ts',
          setupFiles: 'scripts/patient-waits.ts',
          retry,
          ...patience,
        },
      },
      {
        // Runs the built bundles, each file in its own processes.
        test: {
          name: 'integration',
          include: ['e2e/integration/**/*.test.ts'],
          setupFiles: 'scripts/patient-waits.ts',
          retry,
          ...patience,
        },
      },
    ],
  },
});
