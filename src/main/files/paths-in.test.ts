import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathsIn } from './paths-in.ts';

test('finds every named file, with an extension or without, relative to where the app was started', () => {
  expect(pathsIn(['a.gatescope', '/b/C.PNG', 'train-images-idx3-ubyte', ''], '/home/ada')).toEqual([
    '/home/ada/a.gatescope',
    '/b/C.PNG',
    '/home/ada/train-images-idx3-ubyte',
  ]);
});

test('takes a file named by its URL, as Linux desktops do', () => {
  expect(pathsIn(['file:///home/ada/my%20run.gatescope'], '/')).toEqual(['/home/ada/my run.gatescope']);
  expect(pathsIn(['file:///home/ada/%ED%95%9C.png'], '/')).toEqual(['/home/ada/한.png']);
});

test('turns a file on another machine into a missing path, so that the person is told', () => {
  expect(pathsIn(['https://example.org/seven.png'], '/home')).toEqual(['/home/https:/example.org/seven.png']);
  if (process.platform !== 'win32')
    expect(pathsIn(['file://elsewhere/run.gatescope'], '/home')).toEqual(['/home/file:/elsewhere/run.gatescope']);
});

test('takes options as no files, whatever their ending, up to the end of options', () => {
  expect(pathsIn(['--user-data-dir=/x.gatescope', '-x.gatescope', 'a'], '/')).toEqual(['/a']);
  expect(pathsIn(['--lang=ko', 'a', '--', '-7.png', '--b'], '/')).toEqual(['/a', '/-7.png', '/--b']);
});

test('leaves links to others', () => {
  expect(pathsIn(['gatescope://view/lab?v=1&digit=3', 'gatescope'], '/')).toEqual(['/gatescope']);
});

test('never throws, and returns absolute paths', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.webUrl())), (args) => {
      expect(pathsIn([...args, ...args.map((arg) => `file:${arg}`)], '/').every((path) => path.startsWith('/'))).toBe(
        true,
      );
    }),
  );
});
