/** What the bundles import: a package ships them without node_modules, and only one of them runs inside Electron. */

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

/** A bundle and the chunks it leads to, and the packages that they import, Node's own left out. */
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

/** Specifiers of all imports, dynamic ones and `require` too. */
function importsOf(path: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

test('the engine, the command line, its benchmark and the trial of the kernels import nothing but Node', () => {
  expect(packagesOf(enginePath)).toEqual([]);
  expect(packagesOf(cliPath)).toEqual([]);
  expect(packagesOf(commandsPath)).toEqual([]);
  expect(packagesOf(trialPath)).toEqual([]);
  expect(packagesOf(contestantPath)).toEqual([]);
});

test('the main process imports nothing but Electron and Node', () => {
  expect(packagesOf(mainPath)).toEqual(['electron']);
});

test('the main process carries nothing of what computes in the engine', () => {
  const computes = /WebAssembly|new Worker\(/;
  const sources = reachedFrom(mainPath).files.map((path) => readFileSync(path, 'utf8'));
  for (const source of sources) expect(source).not.toMatch(computes);
  expect(reachedFrom(enginePath).files.some((path) => computes.test(readFileSync(path, 'utf8')))).toBe(true);
  expect(sources.join('').length).toBeLessThan(200_000);
});

test('the preload script is one file that requires Electron alone', () => {
  expect(importsOf(preloadPath)).toEqual(['electron']);
  expect(readdirSync(dirname(preloadPath))).toEqual(['preload.cjs']);
});

test('the page compiles no code at run time, which its policy forbids', () => {
  const assets = join(rendererDirectory, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));

  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts)
    expect(readFileSync(join(assets, name), 'utf8')).not.toMatch(/\b(?:eval|Function)\(["'`\w]/);
});

test('the built file can be installed as a program, and finds its files beside it', () => {
  expect(readFileSync(cliPath, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node']);
  expect(readdirSync(engineAssets.kernelDirectory).length).toBeGreaterThan(0);
});
