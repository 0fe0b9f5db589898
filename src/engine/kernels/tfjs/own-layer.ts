/** A layer for the cells that tf.layers does not have: it holds their weights, so that their networks are saved like all others. */

import * as tf from '@tensorflow/tfjs';
import { gateCountOf, type RecurrentCell } from '../../../domain/cells.ts';

type OwnLayerArgs = Pick<Parameters<typeof tf.layers.lstm>[0], 'units' | 'returnSequences' | 'activation'> & {
  readonly name: string;
  readonly cell: RecurrentCell;
};

/** A class, since tfjs makes a saved layer anew from its class and configuration. The kernels alone compute what it says. */
export class OwnLayer extends tf.layers.Layer {
  static readonly className = 'GatescopeRecurrent';
  readonly cell: RecurrentCell;
  readonly #units: number;
  readonly #returnSequences: boolean;
  readonly #activation: OwnLayerArgs['activation'];

  /** @param args `activation`: for the cells that take one */
  constructor({ cell, units, returnSequences = false, activation, name }: OwnLayerArgs) {
    super({ name });
    this.cell = cell;
    this.#units = units;
    this.#returnSequences = returnSequences;
    this.#activation = activation;
  }

  /** Kernel, recurrent kernel and bias, as tfjs' own recurrent layers have them. @param inputShape [batch, steps, inputSize] */
  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const inputSize = (inputShape as tf.Shape)[2];
    const columns = gateCountOf(this.cell) * this.#units;
    const shapes = { kernel: [inputSize, columns], recurrent_kernel: [this.#units, columns], bias: [columns] };
    for (const [name, shape] of Object.entries(shapes)) {
      this.addWeight(name, shape, 'float32', tf.initializers.zeros());
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, steps] = inputShape as tf.Shape;
    return this.#returnSequences ? [batch, steps, this.#units] : [batch, this.#units];
  }

  override getConfig(): tf.serialization.ConfigDict {
    const own = { cell: this.cell, units: this.#units, returnSequences: this.#returnSequences };
    return { ...super.getConfig(), ...own, ...(this.#activation && { activation: this.#activation }) };
  }
}

tf.serialization.registerClass(OwnLayer);
