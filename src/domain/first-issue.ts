/**
 * Validation stops at the first error. For a list of a million wrong values valibot would otherwise collect a million
 * issues, which take almost a gigabyte.
 */
export const firstIssue = { abortEarly: true } as const;
