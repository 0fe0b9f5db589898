import { expect, test } from 'vitest';
import { cacheFolder } from './cache.ts';

test.skipIf(process.platform === 'win32')(
  'keeps downloads in the person’s cache, and root’s where others can read',
  () => {
    expect(cacheFolder({}, false)).toMatch(/\/\.cache\/gatescope$/);
    expect(cacheFolder({}, true)).toBe('/var/cache/gatescope');
    expect(cacheFolder({ XDG_CACHE_HOME: '/elsewhere' }, true)).toBe('/elsewhere/gatescope');
  },
);
