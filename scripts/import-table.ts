/**
 * Who may import whom. ARCHITECTURE.md shows this table; `npm run lint` enforces it through `no-restricted-imports`, and
 * `import-table.test.ts` proves that it does.
 */

type Layer = {
  /** Other layers of src/ that this one may import from. */
  readonly layers: readonly string[];
  /** Packages, as exact names or `prefix/*`. */
  readonly packages: readonly string[];
};

export const importTable: Readonly<Record<string, Layer>> = {
  domain: { layers: [], packages: ['fflate', 'pure-rand/*', 'valibot'] },
  protocol: { layers: ['domain'], packages: ['valibot'] },
  engine: {
    layers: ['domain', 'protocol'],
    packages: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', 'birpc', 'fflate', 'pure-rand/*', 'valibot'],
  },
  main: { layers: ['domain', 'protocol'], packages: ['electron', 'node:*', 'valibot'] },
  preload: { layers: ['domain', 'protocol'], packages: ['electron'] },
  server: { layers: ['domain', 'protocol', 'engine'], packages: ['msgpackr', 'node:*', 'ws'] },
  cli: {
    layers: ['domain', 'protocol', 'engine', 'server'],
    packages: ['@jsquash/jpeg/*', 'cli-progress', 'commander', 'node:*', 'pngjs', 'valibot'],
  },
  renderer: {
    layers: ['domain', 'protocol'],
    packages: [
      '@lucide/svelte/*',
      'birpc',
      'culori',
      'fflate',
      'i18next',
      'katex',
      'katex/*',
      'msgpackr',
      'svelte',
      'svelte/*',
      'uplot',
      'uplot/*',
      'valibot',
    ],
  },
};

/** The only engine files that may use `node:`, because they start threads or read files. */
export const engineFilesWithNode = [
  'src/engine/api/serve.ts',
  'src/engine/kernels/backend.ts',
  'src/engine/kernels/threads/collect-garbage.ts',
  'src/engine/kernels/builds/compile.ts',
  'src/engine/kernels/choice/remembered.ts',
  'src/engine/kernels/memory.ts',
  'src/engine/kernels/threads/pool.ts',
  'src/engine/kernels/builds/start-kernels.ts',
  'src/engine/kernels/threads/thread.ts',
  'src/engine/data/mnist.ts',
  'src/engine/models/model-files.ts',
  'src/engine/models/replace-model-files.ts',
  'src/engine/comparison/compared-folder.ts',
  'src/engine/generator/kept-generator.ts',
  'src/engine/training/checkpoint-folder.ts',
  'src/engine/training/describe-run.ts',
  'src/engine/training/open-runs.ts',
  'src/engine/timeline/timeline-folder.ts',
  'src/engine/own-data/open-draft.ts',
  'src/engine/own-data/read-files.ts',
  'src/engine/own-data/store.ts',
  'src/engine/personal/digit-store.ts',
  'src/engine/system/file-lock.ts',
  'src/engine/system/keep-newest.ts',
  'src/engine/system/make-folder.ts',
  'src/engine/system/read-file-within.ts',
  'src/engine/system/replace-file.ts',
  'src/engine/system/sha256.ts',
  'src/engine/system/write-atomically.ts',
];

/** The files of the benchmark that are its peers' own code, and the packages that they measure. */
export const benchFilesWithPeers: Readonly<Record<string, readonly string[]>> = {
  'src/cli/bench/contestants/jax.ts': ['@jax-js/jax'],
  'src/cli/bench/contestants/jax-cells.ts': ['@jax-js/jax'],
  'src/cli/bench/contestants/tfjs.ts': ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'],
};

/** Engine files that other layers may import one by one. */
const engineFilesFor: Readonly<Record<string, readonly string[]>> = {
  main: [
    'engine/system/replace-file.ts',
    'engine/kernels/choice/flags.ts',
    'engine/kernels/choice/recall-or-choose.ts',
    'engine/kernels/choice/remembered.ts',
    'engine/kernels/choice/tried.ts',
  ],
};

const allLayers = Object.keys(importTable);

/**
 * A regular expression that matches every specifier `layer` must not import. Relative imports reach another layer only
 * through its folder name after the dots; bare ones are matched against the layer's packages.
 * @param more packages that some of its files may import besides
 */
export function forbiddenSpecifiers(layer: string, more: readonly string[] = []): string {
  const { layers, packages } = importTable[layer];
  const foreignLayers = allLayers.filter((other) => other !== layer && !layers.includes(other));
  const allowedFiles = engineFilesFor[layer] ?? [];
  const notAllowedFile = allowedFiles.length ? `(?!(?:\\.\\./)+(?:${allowedFiles.map(escape).join('|')})$)` : '';
  const foreignFile = `${notAllowedFile}(?:\\.\\./)+(?:${foreignLayers.join('|')})/`;
  const allowedPackages = [...packages, ...more].map((name) =>
    name.endsWith('*') ? escape(name.slice(0, -1)) : `${escape(name)}$`,
  );
  const foreignPackage = `(?!${['[./]', ...allowedPackages].join('|')})`;
  return `^(?:${foreignFile}|${foreignPackage})`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
