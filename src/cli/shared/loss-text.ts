/** @returns four decimals; two digits and a power of ten of what is large; words for what is no number */
export function lossText(loss: number | null): string {
  if (loss === null || !Number.isFinite(loss)) return 'not a number';
  return Math.abs(loss) < 1e6 ? loss.toFixed(4) : loss.toExponential(1);
}
