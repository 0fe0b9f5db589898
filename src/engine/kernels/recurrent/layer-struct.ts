/** The struct in `assembly/layer.ts`, field by field, as 32-bit integers. */

export const layerFields = [
  'unitBlocks',
  'inputBlocks',
  'panels',
  'rows',
  'units',
  'kernel',
  'bias',
  'recurrentBack',
  'inputBack',
  'kernelGradient',
  'biasGradient',
  'inputs',
  'inputTile',
  'inputStep',
  'masks',
  'masksTile',
  'gates',
  'gatesTile',
  'gatesStep',
  'hidden',
  'cell',
  'squashed',
  'hiddenGradient',
  'stateTile',
  'stateStep',
  'carry',
  'carryTile',
  'inputGradient',
  'zeros',
  'activation',
] as const;

export type LayerStruct = Readonly<Record<(typeof layerFields)[number], number>>;

/** @param address of the struct, a multiple of 4 */
export function writeLayer(buffer: ArrayBufferLike, address: number, layer: LayerStruct): void {
  new Int32Array(buffer, address, layerFields.length).set(layerFields.map((field) => layer[field]));
}
