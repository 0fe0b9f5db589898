/** What a cell and an optimizer can be: other settings hang on them. */

export const cells = ['rnn', 'lstm', 'gru', 'transformer'] as const;

export const optimizers = ['sgd', 'rmsprop', 'adam', 'adamw'] as const;
