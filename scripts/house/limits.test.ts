import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { limits } from '../../src/domain/limits/limits.ts';
import { productFiles } from './imports.ts';
import { limitsIn, type Why } from './limits-elsewhere.ts';

const table = 'src/domain/limits/';

/** What looks like a limit, or like one of the table's numbers, and is none: file or folder, reason. */
const none: Readonly<Record<Why, readonly (readonly [place: RegExp, reason: string])[]>> = {
  declared: [
    [/^src\/domain\/(ink|photo)\//, 'thresholds of recognition stand beside the method that they were measured for'],
    [/^src\/renderer\/lab\//, 'how large and how finely the lab is drawn'],
    [/^src\/engine\/kernels\//, 'what is worth computing in which way'],
    [/^src\/domain\/recipe\/network-fields/, 'what a setting may be has a table of its own'],
  ],
  checked: [[/^src\/protocol\/comparison\.ts/, 'an id counts up and refuses nothing']],
  repeated: [
    [
      /^src\/renderer\/(i18n|lessons)\/|Chart\.svelte|^src\/cli\/shared\/loss-text/,
      'from there on a number is written otherwise',
    ],
    [/^src\/cli\/shared\/open-data/, 'the test digits of MNIST'],
    [/^src\/engine\/kernels\/memory/, 'pages of WebAssembly, and how many 32 bits address'],
    [/^src\/engine\/kernels\/transformer\/positions/, 'of the formula (A. Vaswani et al. 2017)'],
    [/^src\/engine\/training\/schedule/, 'of the one-cycle schedule'],
    [/^src\/engine\/(files\/zip|system\/gunzip)/, 'pieces that are unpacked one after the other'],
    [/^src\/main\/updates|^src\/server\/socket|^src\/renderer\/ui\/export\/save-file/, 'milliseconds'],
  ],
  told: [],
};

// AssemblyScript imports nothing from here.
const sources = productFiles('.').filter((file) => !file.startsWith(table) && !file.includes('/kernels/assembly/'));
const found = sources.flatMap((file) =>
  limitsIn(file, readFileSync(file, 'utf8'), limits).map((finding) => ({ file, ...finding })),
);

test('a limit is declared in the table, and none of its numbers stands elsewhere', () => {
  const wrong = found.filter(({ file, why }) => !none[why].some(([place]) => place.test(file)));
  expect(wrong.map(({ file, line, text, why }) => `${file}:${line} ${why}: ${text}`)).toEqual([]);
});

test('each exception is still needed', () => {
  const places = Object.entries(none).flatMap(([why, each]) => each.map(([place]) => ({ why, place })));
  const idle = places.filter(({ why, place }) => !found.some((one) => one.why === why && place.test(one.file)));
  expect(idle).toEqual([]);
});

test('each limit is used, and its name says whether it is the most or the least', () => {
  const product = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
  const idle = Object.keys(limits).filter((name) => !product.includes(`limits.${name}`));
  expect(idle).toEqual([]);
  expect(Object.keys(limits).filter((name) => !/^(?:max|min)[A-Z]/.test(name))).toEqual([]);
});

test('the table cannot be changed', () => {
  expect(Object.isFrozen(limits)).toBe(true);
});

describe('the search', () => {
  const sample = { maxModelBytes: 64 * 2 ** 20, maxImages: 1_000_000, maxNameCharacters: 60, maxPaceMs: 60_000 };
  const whyOf = (source: string, file = 'a.ts') => limitsIn(file, source, sample).map(({ why }) => why);

  test.each([
    ['const mostRuns = 12;', 'declared'],
    ['const maxSide = 8 * 32;', 'declared'],
    ['const minSaves = [1, 2] as const;', 'declared'],
    ['const room = 64 * 2 ** 20;', 'repeated'],
    ['const room = 64 * 1024 * 1024;', 'repeated'],
    ['const room = 67_108_864;', 'repeated'],
    ['const room = 1 << 26;', 'repeated'],
    ['if (bytes > (2 ** 26)) stop();', 'repeated'],
    ['if (count > 1e6) stop();', 'repeated'],
    ['const [few] = [{ size: 1000000 }];', 'repeated'],
    ['const short = name.slice(0, 60);', 'repeated'],
    ['const schema = v.pipe(v.string(), v.maxLength(24));', 'checked'],
    ['const count = whole(1, 16);', 'checked'],
    ["program.option('--port <n>', 'port', wholeNumberWithin([1, 65_535]));", 'checked'],
    ["const text = 'It is larger than 64 MB.';", 'told'],
    ['const text = `At most 25 megapixels, not ${size}.`;', 'told'],
  ])('finds %s', (source, why) => {
    expect(whyOf(source)).toEqual([why]);
    expect(whyOf(`<p>1</p>\n<script lang="ts">\n${source}\n</script>`, 'a.svelte')).toEqual([why]);
  });

  test.each([
    'const maxFiles = 2 * limits.maxImages;',
    'const megabytes = bytes / 2 ** 20;',
    'const side = 28;',
    'setTimeout(stop, 60_000);',
    'const id = hash.slice(0, 32);',
    'const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));',
    'const text = `It is larger than ${sizeOf(limits.maxModelBytes)}.`;',
  ])('passes over %s', (source) => {
    expect(whyOf(source)).toEqual([]);
  });

  test('finds the length of a field in a component, and says where it is', () => {
    const source = '<script lang="ts">\n  let name = $state("");\n</script>\n\n<input maxlength="60" />\n';
    expect(limitsIn('a.svelte', source, sample)).toEqual([
      { line: 5, text: '<input maxlength="60" />', why: 'checked' },
    ]);
  });
});
