/** The optimizers; other settings depend on the choice, as on the cell (`domain/cells.ts`). */

export const optimizers = ['sgd', 'rmsprop', 'adam', 'adamw'] as const;
