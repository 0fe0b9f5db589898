/**
 * How what comes from outside is checked: as far as the first thing that is wrong. Of a list of a million wrong values valibot would
 * otherwise keep a million issues, which take the better part of a gigabyte.
 */
export const firstIssue = { abortEarly: true } as const;
