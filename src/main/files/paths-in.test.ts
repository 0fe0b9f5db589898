import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathsIn } from './paths-in.ts';

test('files are found by their ending, relative to where the app was started', () => {
  expect(pathsIn(['a.gatescope', '/b/C.GATESCOPE', 'notes.txt'], '/home/ada')).toEqual([
    '/home/ada/a.gatescope',
    '/b/C.GATESCOPE',
  ]);
});

test('a file may be named by its URL, as Linux desktops do', () => {
  expect(pathsIn(['file:///home/ada/my%20run.gatescope'], '/')).toEqual(['/home/ada/my run.gatescope']);
  expect(pathsIn(['file://elsewhere/run.gatescope', 'file:///%00%zz.gatescope'], '/')).toEqual([]);
});

test('options are no files, whatever they end with, and nothing makes it throw', () => {
  expect(pathsIn(['--user-data-dir=/x.gatescope', '-x.gatescope'], '/')).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.string()), (args) => {
      expect(
        pathsIn(
          args.map((arg) => `${arg}.gatescope`),
          '/',
        ).every((path) => path.startsWith('/')),
      ).toBe(true);
    }),
  );
});
