/**
 * Who may import whom. ARCHITECTURE.md shows this table; `npm run lint` enforces it through `no-restricted-imports`,
 * and
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
      'gifenc',
      'i18next',
      'katex',
      'katex/*',
      'mediabunny',
      'msgpackr',
      'svelte',
      'svelte/*',
      'uplot',
      'uplot/*',
      'valibot',
    ],
  },
};

/** Folders that may import packages which the rest of their layer may not. */
export const foldersWithMore: Readonly<
  Record<string, { readonly layer: string; readonly packages: readonly string[] }>
> = {
  // Everything about files, threads, processes and the machine: another host of the engine brings its own.
  'src/engine/system': { layer: 'engine', packages: ['node:*'] },
  // The benchmark's peers, and what they measure.
  'src/cli/bench/contestants': {
    layer: 'cli',
    packages: ['@jax-js/jax', '@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'],
  },
};

/** Folders of the engine whose files another layer may import. */
const engineFoldersFor: Readonly<Record<string, readonly string[]>> = {
  main: ['engine/system', 'engine/kernels/choice'],
};

const allLayers = Object.keys(importTable);

/**
 * A regular expression that matches every specifier `layer` must not import. Relative imports reach another layer only
 * through its folder name after the dots; bare ones are matched against the layer's packages.
 * @param more packages that one of its folders may import besides
 */
export function forbiddenSpecifiers(layer: string, more: readonly string[] = []): string {
  const { layers, packages } = importTable[layer];
  const foreignLayers = allLayers.filter((other) => other !== layer && !layers.includes(other));
  const allowedFolders = engineFoldersFor[layer] ?? [];
  const notAllowed = allowedFolders.length ? `(?!(?:\\.\\./)+(?:${allowedFolders.map(escape).join('|')})/[^/]+$)` : '';
  const foreignFile = `${notAllowed}(?:\\.\\./)+(?:${foreignLayers.join('|')})/`;
  const allowedPackages = [...packages, ...more].map((name) =>
    name.endsWith('*') ? escape(name.slice(0, -1)) : `${escape(name)}$`,
  );
  const foreignPackage = `(?!${['[./]', ...allowedPackages].join('|')})`;
  return `^(?:${foreignFile}|${foreignPackage})`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
