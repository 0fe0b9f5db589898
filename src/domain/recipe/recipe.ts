/** What a person chooses before training: the network, how it reads an image, and how it learns. */

export type Cell = 'rnn' | 'lstm' | 'gru' | 'transformer';

/** Of a plain RNN's state; LSTM and GRU always take sigmoid gates and tanh. */
export type Activation = 'tanh' | 'sigmoid' | 'relu';

/**
 * In which order the 784 pixels are read. `rowsDown`, `rowsUp`: 28 rows; `columns`: 28 columns from left to right;
 * `shuffledRows`: 28 rows in a fixed random order; `rowPairs`: 14 steps of two rows; `pixels`: 784 steps of one pixel.
 */
export type ReadingOrder = 'rowsDown' | 'rowsUp' | 'columns' | 'shuffledRows' | 'rowPairs' | 'pixels';

/** How an image becomes a sequence. */
export type Reading = {
  readonly order: ReadingOrder;
  /** The memory window τ: only the last so many steps are read, from a blank state. 0: all. */
  readonly window: number;
};

/** What a network is made of. Changing any of it means another network. */
export type ModelConfig = Reading & {
  readonly cell: Cell;
  readonly activation: Activation;
  /** Units of each recurrent layer, 8 to 512; the width of a Transformer, 16 to 256 and a multiple of `heads`. */
  readonly units: number;
  /** Stacked recurrent layers, 1 to 3; blocks of a Transformer, 1 to 4. */
  readonly layers: number;
  /** Attention heads of a Transformer's block, 1 to 8; means nothing to other cells. */
  readonly heads: number;
  /** Of a Transformer; means nothing to other cells. */
  readonly positionalEncoding: 'sinusoidal' | 'none';
  /** Answers to choose from, 2 to 100: decided by the data set, whatever a recipe says. */
  readonly classes: number;
};

/**
 * After which step the answer is held against the label: the last one; each one (many-to-many); or one drawn at random for
 * each digit in each batch, so that the network learns to answer at any time. What comes after it is masked.
 */
export type LossAt = 'lastStep' | 'everyStep' | 'randomStep';

/**
 * What becomes of a training digit before it is read, anew in each epoch. `standard`: turned, scaled, sheared, shifted, bent,
 * drawn with another pen. `international`: also with the strokes that other countries add, such as the bar of a seven.
 */
export type Augmentation = 'none' | 'standard' | 'international';

/** `sgd` is gradient descent with `momentum`; `adamw` is Adam with `weightDecay` beside the update. */
export type OptimizerKind = 'sgd' | 'rmsprop' | 'adam' | 'adamw';

export type ScheduleKind = 'oneCycle' | 'cosine' | 'constant';

/** Everything that decides a training run; the same recipe on the same machine gives the same weights, bit for bit. */
export type Recipe = ModelConfig & {
  readonly lossAt: LossAt;
  readonly augmentation: Augmentation;
  /** Passes over the 60,000 training digits, 1 to 100. */
  readonly epochs: number;
  /** Digits per optimizer step, 1 to 1024. */
  readonly batchSize: number;
  readonly optimizer: OptimizerKind;
  /** The peak of `oneCycle`, the first step of `cosine`, every step of `constant`; 1e-6 to 1. */
  readonly learningRate: number;
  readonly schedule: ScheduleKind;
  /** Of `sgd`, 0 to 0.99. */
  readonly momentum: number;
  /** Share of each weight that a step takes away, times the learning rate; 0 to 1, of `sgd`, `rmsprop` and `adamw`. */
  readonly weightDecay: number;
  /** Share of the top hidden state's units that are silenced before the readout while training, 0 to 0.9. */
  readonly dropout: number;
  /** Largest allowed global gradient norm; 0 switches clipping by norm off. */
  readonly clipNorm: number;
  /** Largest allowed absolute value of each gradient, before the norm is taken; 0 switches clipping by value off. */
  readonly clipValue: number;
  /** Truncated BPTT: steps that the gradient goes back through time; 0: all. Means nothing to a Transformer. */
  readonly truncation: number;
  /** Stop rule: training ends after an epoch with this test accuracy, 0 to 1; 0: never. */
  readonly targetAccuracy: number;
  /** Stop rule: training ends after so many epochs without a better test loss, 0 to 100; 0: never. */
  readonly patience: number;
  /** Decides initial weights and the order of the digits; an integer from 0 to 2^32 − 1. */
  readonly seed: number;
};

/**
 * `pretrained`: the shipped model; `trained`: this run's weights; `untrained`: fresh weights of step 0; `fineTuned`: one of
 * these, fine-tuned on a person's own digits; `opened`: of a file that a person opened.
 */
export type ModelOrigin = 'pretrained' | 'trained' | 'untrained' | 'fineTuned' | 'opened';
