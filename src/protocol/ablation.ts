/** A network altered for the sake of looking: what one layer does without a gate, without some units, or remembering longer. */

/** The gates that can be held: those between 0 and 1. */
export type GateName = 'forgetGate' | 'inputGate' | 'outputGate' | 'updateGate' | 'resetGate';

/** Of a recurrent network that is otherwise as it was; its weights are never changed by it. */
export type Ablation = {
  /** From 0, bottom layer first. */
  readonly layer: number;
  /** A gate of the cell that is held shut (0) or open (1) for all units at all steps. */
  readonly clamp: { readonly gate: GateName; readonly at: 0 | 1 } | null;
  /** Units, from 0, whose hidden state is 0 at all steps. */
  readonly silenced: readonly number[];
  /** Added to the bias of an LSTM's forget gate, −10 to 10. */
  readonly forgetBias: number;
};
