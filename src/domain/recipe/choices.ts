/** What an optimizer can be: other settings hang on it, as on the cell (`domain/cells.ts`). */

export const optimizers = ['sgd', 'rmsprop', 'adam', 'adamw'] as const;
