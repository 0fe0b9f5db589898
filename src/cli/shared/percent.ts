/** @param share 0 to 1; null or no finite number is "–" */
export function percent(share: number | null, decimals = 2): string {
  if (share === null || !Number.isFinite(share)) return '–';
  return `${(100 * share).toFixed(decimals)} %`;
}
