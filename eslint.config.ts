import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import type { Linter } from 'eslint';
import globals from 'globals';
import ts from 'typescript-eslint';
import { foldersWithMore, forbiddenSpecifiers, importTable } from './scripts/import-table.ts';

/** Node's own globals, which no browser has; only `engine/system` may use them. */
const nodeGlobals = ['Buffer', 'process', 'global', '__dirname'].map((name) => ({
  name,
  message: "Only src/engine/system may use Node's own features.",
}));

const testFiles = ['**/*.test.ts', '**/testing/**'];

function restrictImports(files: string[], regex: string) {
  const message = 'The import table in scripts/import-table.ts does not allow this.';
  return {
    files,
    ignores: testFiles,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
      'no-restricted-syntax': [
        'error',
        { selector: `ImportExpression > Literal[value=/${regex.replaceAll('/', String.raw`\u002F`)}/]`, message },
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
    },
  } satisfies Linter.Config;
}

export default defineConfig(
  {
    ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'playwright-report/', 'src/engine/kernels/assembly/'],
  },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      parserOptions: { project: './tsconfig.json', extraFileExtensions: ['.svelte'] },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', 300],
    },
  },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  ...Object.keys(importTable).map((layer) =>
    restrictImports([`src/${layer}/**/*.ts`, `src/${layer}/**/*.svelte`], forbiddenSpecifiers(layer)),
  ),
  ...Object.entries(foldersWithMore).map(([folder, { layer, packages }]) =>
    restrictImports([`${folder}/**/*.ts`], forbiddenSpecifiers(layer, packages)),
  ),
  {
    files: ['src/engine/**/*.ts', 'src/domain/**/*.ts'],
    ignores: [...testFiles, 'src/engine/system/**'],
    rules: { 'no-restricted-globals': ['error', ...nodeGlobals] },
  },
);
