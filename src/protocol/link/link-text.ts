/**
 * A view as a text: `lab?v=1&digit=7&row=11&set.units=64`. The browser's address has it after the #, a link that is passed on after
 * `gatescope://view/`. Only reads texts; who may open what is its users' business.
 */

import * as v from 'valibot';
import { limits } from '../../domain/limits/limits.ts';
import { isNewer, migrate, newestOf, type Stored, type Versions } from '../../domain/migrate.ts';
import { isNumberName, recipeFields, type FieldName } from '../../domain/recipe/recipe-fields.ts';
import { type Part, parts, type View, viewSchema } from './view.ts';

/** The scheme that the desktop app is registered for, as in electron-builder.yml. */
export const linkScheme = 'gatescope';

/** The page's own address begins otherwise, so no link is ever one. */
const linkStart = `${linkScheme}://view/`;

/** Steps migrate the texts by their names. */
const versions: Versions = { format: null, ups: [] };

const setting = 'set.';
const known: Readonly<Record<string, Part>> = parts;

/** Why a text is no view: it is longer than a link may be, of a later Gatescope, or anything else. */
export type LinkProblem = 'tooLong' | 'newer' | 'broken';

export type ReadLink = { readonly view: View } | { readonly problem: LinkProblem };

/**
 * The text of a view, so short that a link of it is within the limit: with the strokes of a drawing where both are given and they
 * fit, else its pixels, else without it.
 */
export function writeView(view: View): string {
  const { strokes, among, pixels, ...others } = view;
  const drawn = strokes && { ...others, strokes, ...(among !== undefined && { among }) };
  const asPixels = pixels && { ...others, pixels };
  const texts = [drawn, asPixels].flatMap((each) => (each ? textOf(each) : []));
  return texts.find((text) => linkStart.length + text.length <= limits.maxLinkCharacters) ?? textOf(others);
}

function textOf({ room, settings = {}, ...view }: View): string {
  const values = view as Readonly<Record<string, unknown>>;
  const written = [
    ...Object.keys(parts).flatMap((name) =>
      values[name] === undefined ? [] : `${name}=${known[name].write(values[name])}`,
    ),
    ...Object.entries(settings).map(([name, value]) => `${setting}${name}=${value}`),
  ];
  return written.length === 0 ? room : `${room}?${[`v=${newestOf(versions)}`, ...written].join('&')}`;
}

/** A link to a view, to be passed on. */
export function linkTo(view: View): string {
  return linkStart + writeView(view);
}

/** Whether a text is meant as a link, right or wrong. */
export function isLink(text: string): boolean {
  return text.toLowerCase().startsWith(`${linkScheme}:`);
}

/** Reads a link from outside. Never throws. */
export function readLink(link: string): ReadLink {
  if (link.length > limits.maxLinkCharacters) return { problem: 'tooLong' };
  return link.startsWith(linkStart) ? readView(link.slice(linkStart.length)) : { problem: 'broken' };
}

/** Reads the text of a view from outside. Never throws. */
export function readView(text: string): ReadLink {
  if (linkStart.length + text.length > limits.maxLinkCharacters) return { problem: 'tooLong' };
  const at = text.indexOf('?');
  const room = at < 0 ? text : text.slice(0, at);
  const pairs = [...new URLSearchParams(at < 0 ? '' : text.slice(at + 1))];
  const { v: version, ...texts } = Object.fromEntries(pairs) as Readonly<Record<string, string | undefined>>;
  const stored = { ...texts, version: version === undefined ? undefined : Number(version) };
  if (isNewer(versions, stored)) return { problem: 'newer' };
  if ('version' in texts || new Set(pairs.map(([name]) => name)).size < pairs.length) return { problem: 'broken' };
  const view = viewFrom(room, migrate(versions, stored) as Stored);
  const parsed = v.safeParse(viewSchema, view);
  return parsed.success ? { view: parsed.output } : { problem: 'broken' };
}

/** @param stored texts by name; what is not known is kept, so that the schema refuses it */
function viewFrom(room: string, { version, ...stored }: Stored): unknown {
  if (version !== undefined && version !== newestOf(versions)) return null;
  const view = new Map<string, unknown>([['room', room]]);
  const settings = new Map<string, unknown>();
  for (const [name, text] of Object.entries(stored)) {
    if (typeof text !== 'string') return null;
    if (name.startsWith(setting))
      settings.set(name.slice(setting.length), settingFrom(name.slice(setting.length), text));
    else view.set(name, Object.hasOwn(known, name) ? known[name].read(text) : text);
  }
  if (settings.size > 0) view.set('settings', Object.fromEntries(settings));
  return Object.fromEntries(view);
}

function settingFrom(name: string, text: string): unknown {
  const isNumber = Object.hasOwn(recipeFields, name) && isNumberName(name as FieldName);
  return isNumber ? parts.row.read(text) : text;
}
