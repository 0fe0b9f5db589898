/** A gradient's way back through the rows, for one unit: each row multiplies it by the same number. */

export const rows = 28;

/**
 * ∂h_T/∂h_t of h_t = φ(w·h_(t−1)) for t = 1 … T, where φ′ is the same everywhere: (w·φ′)^(T−t).
 * @returns [rows]; the last is 1
 */
export function gradientShares(weight: number, slope: number): number[] {
  return Array.from({ length: rows }, (_, index) => (weight * slope) ** (rows - 1 - index));
}

/** What happens to the gradient at the first row: less than a hundredth, more than a hundredfold, or neither. */
export function fate(share: number): 'vanishes' | 'explodes' | 'stays' {
  if (share < 0.01) return 'vanishes';
  return share > 100 ? 'explodes' : 'stays';
}
