/** The files with the weights of a tfjs model: one, or several shards to be joined. Pure; the screen reads it too. */

import * as v from 'valibot';
import { firstIssue } from './first-issue.ts';
import { limits } from './limits/limits.ts';

/** Beside model.json only. */
const plainName = v.pipe(v.string(), v.maxLength(limits.maxFileNameCharacters), v.regex(/^(?!\.\.?$)[^/\\\0]+$/));

export const weightsManifestSchema = v.pipe(
  v.array(
    v.object({
      paths: v.pipe(v.array(plainName), v.minLength(1)),
      weights: v.array(
        v.looseObject({
          name: v.string(),
          shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(1))),
          dtype: v.literal('float32'),
          quantization: v.optional(v.undefined()),
        }),
      ),
    }),
  ),
  v.minLength(1),
  v.check((groups) => groups.reduce((sum, { paths }) => sum + paths.length, 0) <= limits.maxWeightFiles),
);

/** The files named in it, in order. */
const namesSchema = v.looseObject({ weightsManifest: v.array(v.looseObject({ paths: v.array(plainName) })) });

/** @returns file names in joining order; null if `modelJson` is not a tfjs model */
export function weightPathsOf(modelJson: string): string[] | null {
  if (!modelJson.includes('"weightsManifest"')) return null;
  let json: unknown;
  try {
    json = JSON.parse(modelJson);
  } catch {
    return null;
  }
  const parsed = v.safeParse(namesSchema, json, firstIssue);
  if (!parsed.success) return null;
  const paths = parsed.output.weightsManifest.flatMap((group) => group.paths);
  return paths.length <= limits.maxWeightFiles && new Set(paths).size === paths.length ? paths : null;
}
