/** Names and shapes of a Transformer's weights, in reading order. */

/** Width of a block's feed-forward layer in units (A. Vaswani et al. 2017). */
export const feedForwardFactor = 4;

export type TransformerSize = {
  readonly inputSize: number;
  readonly units: number;
  readonly blocks: number;
  readonly classes: number;
};

/** Dense kernels are [in × out], as in tfjs. */
export function transformerWeightShapes({ inputSize, units, blocks, classes }: TransformerSize) {
  const dense = (name: string, from: number, to: number) => [
    { name: `${name}/kernel`, shape: [from, to] },
    { name: `${name}/bias`, shape: [to] },
  ];
  const norm = (name: string) => [
    { name: `${name}/gamma`, shape: [units] },
    { name: `${name}/beta`, shape: [units] },
  ];
  const block = (name: string) => [
    ...norm(`${name}/attention_norm`),
    ...['query', 'key', 'value', 'output'].flatMap((part) => dense(`${name}/${part}`, units, units)),
    ...norm(`${name}/feed_forward_norm`),
    ...dense(`${name}/feed_forward_1`, units, feedForwardFactor * units),
    ...dense(`${name}/feed_forward_2`, feedForwardFactor * units, units),
  ];
  return [
    ...dense('embedding', inputSize, units),
    ...Array.from({ length: blocks }, (_, index) => block(`block_${index + 1}`)).flat(),
    ...norm('final_norm'),
    ...dense('readout', units, classes),
  ];
}
