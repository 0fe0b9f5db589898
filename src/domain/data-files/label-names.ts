/** Class names of a data set: read from a text file, or presets for well-known sets. Pure. */

import { settingRanges } from '../recipe/config.ts';
import { limits } from '../limits/limits.ts';

export type LabelPreset = 'fashion' | 'hiragana' | 'letters' | 'balanced';

const capitals = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/**
 * Fashion-MNIST (H. Xiao, K. Rasul and R. Vollgraf 2017), Kuzushiji-MNIST (T. Clanuwat et al. 2018), and EMNIST's (G.
 * Cohen, S. Afshar, J. Tapson and A. van Schaik 2017) `letters` and `balanced`, which merges lowercase letters that
 * look like capitals.
 */
export const labelPresets: Readonly<Record<LabelPreset, readonly string[]>> = {
  fashion: [
    ...['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat'],
    ...['Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  ],
  hiragana: Array.from('おきすつなはまやれを'),
  letters: capitals,
  balanced: [...Array.from('0123456789'), ...capitals, ...Array.from('abdefghnqrt')],
};

/** The presets that are words. */
const koreanPresets: Partial<typeof labelPresets> = {
  fashion: ['티셔츠', '바지', '스웨터', '원피스', '코트', '샌들', '셔츠', '운동화', '가방', '앵클부츠'],
};

/** Translated if they are words. */
export function presetNames(preset: LabelPreset, language: string): readonly string[] {
  return (language === 'ko' ? koreanPresets[preset] : undefined) ?? labelPresets[preset];
}

export const labelPresetNames = Object.keys(labelPresets) as readonly LabelPreset[];

/** Names classes by their labels. */
export function numberNames(classes: number, firstLabel: number): string[] {
  return Array.from({ length: classes }, (_, index) => String(index + firstLabel));
}

/** Why a text has no usable names; continues "the file …". */
export class LabelNamesError extends Error {
  override readonly name = 'LabelNamesError';
}

const mappingLine = /^\d+(?:\s+\d+)+$/;

/**
 * One name per line, or EMNIST's `mapping.txt`: a label and its characters' code points per line, as in `10 65` for A.
 * @throws LabelNamesError
 */
export function parseLabelNames(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isMapping = lines.length > 0 && lines.every((line) => mappingLine.test(line));
  const names = isMapping ? mappedNames(lines) : lines;
  const [min, max] = settingRanges.classes;
  if (names.length < min || names.length > max)
    throw new LabelNamesError(`has ${names.length} names instead of ${min} to ${max}`);
  const wrong = names.findIndex((name) => name.length > limits.maxNameCharacters || /\p{Cc}/u.test(name));
  if (wrong >= 0)
    throw new LabelNamesError(`has a name in line ${wrong + 1} that is too long or has special characters`);
  return names;
}

/** Sorted by label; labels must be consecutive. */
function mappedNames(lines: readonly string[]): string[] {
  const mapped = lines.map((line) => line.split(/\s+/).map(Number)).sort(([a], [b]) => a - b);
  if (mapped.some(([label], index) => label !== mapped[0][0] + index))
    throw new LabelNamesError('skips a label or has one twice');
  return mapped.map(([, ...codePoints]) => {
    if (codePoints.some((code) => code > 0x10ffff))
      throw new LabelNamesError('has a number that is not a character code');
    return String.fromCodePoint(...codePoints);
  });
}
