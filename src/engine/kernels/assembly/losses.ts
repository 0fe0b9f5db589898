/** The loss of next-step prediction; the one for classes is in `readout.ts`. */

import { block, line } from './products';
import { noLabel } from './readout';
import { tileRows } from './tile';

/**
 * Turns logits s of Bernoulli probabilities into ∂L/∂s = σ(s) − x of the summed binary cross-entropy
 * L = Σ max(s, 0) − x·s + log(1 + e^−|s|), which is −x log σ(s) − (1 − x) log(1 − σ(s)) without overflow.
 * @param logits [tile][sizeBlocks][tileRows][16], @param targets same layout, 0 to 1, tiles `targetTile` bytes apart
 * @param labels [tile][tileRows] 255 for an empty row
 * @param scale 1 / batch, @returns the summed loss in nats
 */
export function bernoulliLoss(
  tiles: i32, sizeBlocks: i32, size: i32,
  logits: usize, targets: usize, targetTile: usize, labels: usize, scale: f32,
): f64 {
  let loss: f64 = 0;
  for (let tile = 0; tile < tiles; tile++, logits += <usize>sizeBlocks * block, targets += targetTile) {
    for (let row: usize = 0; row < <usize>tileRows; row++, labels++) {
      const hasSample = load<u8>(labels) != noLabel;
      for (let at = 0; at < 16 * sizeBlocks; at++) {
        const place = <usize>(at >> 4) * block + row * line + <usize>(at & 15) * 4;
        if (!hasSample || at >= size) {
          store<f32>(logits + place, 0);
          continue;
        }
        const logit = load<f32>(logits + place);
        const target = load<f32>(targets + place);
        const power = Mathf.exp(-Mathf.abs(logit));
        loss += <f64>(Mathf.max(logit, 0) - target * logit + Mathf.log1p(power));
        const probability = (logit < 0 ? power : 1) / (1 + power);
        store<f32>(logits + place, (probability - target) * scale);
      }
    }
  }
  return loss;
}
