/** @returns four decimals; two digits and a power of ten for a large loss; words for one that is not a number */
export function lossText(loss: number | null): string {
  if (loss === null || !Number.isFinite(loss)) return 'not a number';
  return Math.abs(loss) < 1e6 ? loss.toFixed(4) : loss.toExponential(1);
}
