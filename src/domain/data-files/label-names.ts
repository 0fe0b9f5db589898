/** What the classes of a data set are called: read from a text file, or one of the sets that people know. Pure. */

import { limits } from '../recipe/config.ts';
import { mostNameLength } from '../limits.ts';

export type LabelPreset = 'fashion' | 'hiragana' | 'letters' | 'balanced';

const capitals = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/**
 * Fashion-MNIST (H. Xiao, K. Rasul and R. Vollgraf 2017), Kuzushiji-MNIST (T. Clanuwat et al. 2018), and of EMNIST (G. Cohen,
 * S. Afshar, J. Tapson and A. van Schaik 2017) `letters` and `balanced`, which merges small letters that look like capitals.
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

/** Those of them that are words. */
const koreanPresets: Partial<typeof labelPresets> = {
  fashion: ['티셔츠', '바지', '스웨터', '원피스', '코트', '샌들', '셔츠', '운동화', '가방', '앵클부츠'],
};

/** In a person's language, where they are words. */
export function presetNames(preset: LabelPreset, language: 'en' | 'ko'): readonly string[] {
  return (language === 'ko' ? koreanPresets[preset] : undefined) ?? labelPresets[preset];
}

export const labelPresetNames = Object.keys(labelPresets) as readonly LabelPreset[];

/** Class `index` of a set without names: its label. */
export function numberNames(classes: number, firstLabel: number): string[] {
  return Array.from({ length: classes }, (_, index) => String(index + firstLabel));
}

/** Why a text holds no names; it follows "the file …". */
export class LabelNamesError extends Error {
  override readonly name = 'LabelNamesError';
}

const mappingLine = /^\d+(?:\s+\d+)+$/;

/**
 * One name a line, or EMNIST's `mapping.txt`: a label and the code points of its characters a line, as in `10 65` for A.
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
  const [fewest, most] = limits.classes;
  if (names.length < fewest || names.length > most)
    throw new LabelNamesError(`has ${names.length} names instead of ${fewest} to ${most}`);
  const wrong = names.findIndex((name) => name.length > mostNameLength || /\p{Cc}/u.test(name));
  if (wrong >= 0) throw new LabelNamesError(`has a name in line ${wrong + 1} that is no plain text or too long`);
  return names;
}

/** In the order of their labels, which follow one another. */
function mappedNames(lines: readonly string[]): string[] {
  const mapped = lines.map((line) => line.split(/\s+/).map(Number)).sort(([a], [b]) => a - b);
  if (mapped.some(([label], index) => label !== mapped[0][0] + index))
    throw new LabelNamesError('leaves out a label or has one twice');
  return mapped.map(([, ...codePoints]) => {
    if (codePoints.some((code) => code > 0x10ffff)) throw new LabelNamesError('has a number that is no character');
    return String.fromCodePoint(...codePoints);
  });
}
