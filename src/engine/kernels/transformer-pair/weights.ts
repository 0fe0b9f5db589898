/** The weight arrays of a Transformer pair: their names and shapes, and their places in a bank. */

import {
  attentionShapes,
  denseShapes,
  feedForwardShapes,
  normShapes,
} from '../../../domain/recipe/transformer-weights.ts';
import { readTokens } from '../../../domain/strips/strip.ts';
import { blockPlaces, densePlaces, normPlaces, type WeightPlace } from '../transformer/pack.ts';
import { pairLayout, type PairShape } from './shape.ts';

/**
 * In their order: the encoder as in a classifier, then the decoder, whose blocks have two attentions. Dense kernels are
 * [in × out].
 */
export function pairWeightShapes({ inputSize, units, blocks, classes }: PairShape) {
  const each = <Item>(make: (number: number) => readonly Item[]) =>
    Array.from({ length: blocks }, (_, index) => make(index + 1)).flat();
  return [
    ...denseShapes('embedding', inputSize, units),
    ...each((number) => [
      ...attentionShapes(`encoder_${number}`, units),
      ...feedForwardShapes(`encoder_${number}`, units),
    ]),
    ...normShapes('encoder_norm', units),
    ...denseShapes('token_embedding', readTokens, units),
    ...each((number) => [
      ...attentionShapes(`decoder_${number}`, units),
      ...attentionShapes(`decoder_${number}/cross`, units),
      ...feedForwardShapes(`decoder_${number}`, units),
    ]),
    ...normShapes('decoder_norm', units),
    ...denseShapes('readout', units, classes),
  ];
}

/** In the order of {@link pairWeightShapes}. */
export function pairWeightPlaces(shape: PairShape): WeightPlace[] {
  const { units } = shape;
  const layout = pairLayout(shape);
  const { attention, feedForward, projection, output } = blockPlaces(shape);
  return [
    ...densePlaces(layout.embedding, shape.inputSize, units),
    ...layout.blocks.flatMap((block) => [...attention(block), ...feedForward(block)]),
    ...normPlaces(layout.finalNorm, units),
    ...densePlaces(layout.tokenEmbedding, readTokens, units),
    ...layout.decoder.flatMap((block) => [
      ...attention(block),
      ...normPlaces(block.crossNorm, units),
      ...projection(block.crossQuery, 0),
      ...projection(block.keysValues, 0),
      ...projection(block.keysValues, 1),
      ...output(block.crossOutput),
      ...feedForward(block),
    ]),
    ...normPlaces(layout.decoderNorm, units),
    ...densePlaces(layout.readout, units, shape.classes),
  ];
}
