/** The pieces of a sentence, with those put together that light one place: a term and the symbol that follows it. */

import type { Spot } from '../ui/spots.svelte.ts';
import type { InlineFormula, Piece } from './pages/inline.ts';
import { spotOfFormula } from './pages/targets.ts';

export type LitPiece = {
  /** A new term, set off. */
  readonly term: string | null;
  readonly formula: InlineFormula | null;
  readonly words: string;
  /** What must stay on the line of a formula. */
  readonly tail: string;
  /** What it lights; null for nothing. */
  readonly spot: Spot | null;
};

const none: LitPiece = { term: null, formula: null, words: '', tail: '', spot: null };

/** @param lit whether there is a picture to light */
export function litPieces(read: readonly Piece[], lit: boolean): LitPiece[] {
  const parts: LitPiece[] = [];
  for (const piece of read) {
    if (piece.kind === 'words') parts.push({ ...none, words: piece.words });
    else if (piece.kind === 'term') parts.push({ ...none, term: piece.words });
    else {
      const spot = lit ? (spotOfFormula[piece.name] ?? null) : null;
      const term = spot ? takeTerm(parts) : null;
      parts.push({ ...none, term, formula: piece.name, tail: piece.tail, spot });
    }
  }
  return parts;
}

/** Takes away a term at the end that only a space parts from what follows. */
function takeTerm(parts: LitPiece[]): string | null {
  const [before, space] = parts.slice(-2);
  if (parts.length < 2 || before.term === null || space.words !== ' ') return null;
  parts.splice(-2);
  return before.term;
}
