/** Names and shapes of a Transformer's weights, in reading order. */

/** Width of a block's feed-forward layer in units (A. Vaswani et al. 2017). */
export const feedForwardFactor = 4;

export type TransformerSize = {
  readonly inputSize: number;
  readonly units: number;
  readonly blocks: number;
  readonly classes: number;
};

/** Kernels are [in × out], as in tfjs. */
export function denseShapes(name: string, from: number, to: number) {
  return [
    { name: `${name}/kernel`, shape: [from, to] },
    { name: `${name}/bias`, shape: [to] },
  ];
}

export function normShapes(name: string, units: number) {
  return [
    { name: `${name}/gamma`, shape: [units] },
    { name: `${name}/beta`, shape: [units] },
  ];
}

/** A multi-head attention and the norm before it. */
export function attentionShapes(name: string, units: number) {
  return [
    ...normShapes(`${name}/attention_norm`, units),
    ...['query', 'key', 'value', 'output'].flatMap((part) => denseShapes(`${name}/${part}`, units, units)),
  ];
}

/** A block's feed-forward layer and the norm before it. */
export function feedForwardShapes(name: string, units: number) {
  return [
    ...normShapes(`${name}/feed_forward_norm`, units),
    ...denseShapes(`${name}/feed_forward_1`, units, feedForwardFactor * units),
    ...denseShapes(`${name}/feed_forward_2`, feedForwardFactor * units, units),
  ];
}

export function transformerWeightShapes({ inputSize, units, blocks, classes }: TransformerSize) {
  const block = (name: string) => [...attentionShapes(name, units), ...feedForwardShapes(name, units)];
  return [
    ...denseShapes('embedding', inputSize, units),
    ...Array.from({ length: blocks }, (_, index) => block(`block_${index + 1}`)).flat(),
    ...normShapes('final_norm', units),
    ...denseShapes('readout', units, classes),
  ];
}
