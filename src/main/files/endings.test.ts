import { expect, test } from 'vitest';
import { withEnding } from './endings.ts';

test.each([
  ['/a/run', '/a/run.gatescope'],
  ['/a.b/run', '/a.b/run.gatescope'],
  ['/a/rate 0.5', '/a/rate 0.5.gatescope'],
  ['/a/lstm.v2', '/a/lstm.v2.gatescope'],
  ['/a/실행', '/a/실행.gatescope'],
  ['/a/run.gatescope', '/a/run.gatescope'],
  ['/a/RUN.GATESCOPE', '/a/RUN.GATESCOPE'],
  ['/a/run.zip', '/a/run.zip'],
])('saves %s as %s', (given, place) => {
  expect(withEnding(given, 'lstm.gatescope')).toBe(place);
});
