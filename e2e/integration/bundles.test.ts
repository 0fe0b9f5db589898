/** Imports of the bundles: a package ships them without node_modules, and only one of them runs inside Electron. */

import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { assets as engineAssets, enginePath, mainPath, preloadPath, rendererDirectory, root } from './built.ts';

const cliPath = join(root, 'out', 'main', 'cli.js');
const commandsPath = join(root, 'out', 'main', 'commands.js');
const trialPath = join(root, 'out', 'main', 'kernel-trial.js');
const contestantPath = join(root, 'out', 'main', 'bench-contestant.js');

/** A bundle and the chunks it leads to, and the packages that they import, except Node's own. */
function reachedFrom(entry: string) {
  const packages = new Set<string>();
  const files = new Set<string>();
  const visit = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    for (const specifier of importsOf(path)) {
      if (specifier.startsWith('.')) visit(join(dirname(path), specifier));
      else if (!isBuiltin(specifier)) packages.add(specifier);
    }
  };
  visit(entry);
  return { packages: [...packages], files: [...files] };
}

function packagesOf(entry: string): string[] {
  return reachedFrom(entry).packages;
}

/** Specifiers of all imports, including dynamic ones and `require`. */
function importsOf(path: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

test('imports nothing but Node in the engine, the command line, its benchmark and the trial of the kernels', () => {
  expect(packagesOf(enginePath)).toEqual([]);
  expect(packagesOf(cliPath)).toEqual([]);
  expect(packagesOf(commandsPath)).toEqual([]);
  expect(packagesOf(trialPath)).toEqual([]);
  expect(packagesOf(contestantPath)).toEqual([]);
});

test('imports nothing but Electron and Node in the main process', () => {
  expect(packagesOf(mainPath)).toEqual(['electron']);
});

test("has none of the engine's computing code in the main process", () => {
  const computes = /WebAssembly|new Worker\(/;
  const sources = reachedFrom(mainPath).files.map((path) => readFileSync(path, 'utf8'));
  for (const source of sources) expect(source).not.toMatch(computes);
  expect(reachedFrom(enginePath).files.some((path) => computes.test(readFileSync(path, 'utf8')))).toBe(true);
  expect(sources.join('').length).toBeLessThan(200_000);
});

test('requires Electron alone in the preload script, which is one file', () => {
  expect(importsOf(preloadPath)).toEqual(['electron']);
  expect(readdirSync(dirname(preloadPath))).toEqual(['preload.cjs']);
});

test('compiles no code at run time in the page, whose policy forbids it', () => {
  const assets = join(rendererDirectory, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));

  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts)
    expect(readFileSync(join(assets, name), 'utf8')).not.toMatch(/\b(?:eval|Function)\(["'`\w]/);
});

test('can be installed as a program, and finds its files beside it', () => {
  expect(readFileSync(cliPath, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node']);
  expect(readdirSync(engineAssets.kernelDirectory).length).toBeGreaterThan(0);
});
