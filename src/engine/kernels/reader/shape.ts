/** What a reader computes, an LSTM encoder and an LSTM decoder, and how its weights lie in memory. */

import { readTokens, type writtenTokens } from '../../../domain/strips/strip.ts';
import { blocksOf, type LayerWeights, lineBytes, lineLength, panelOf } from '../recurrent/shape.ts';

export type ReaderShape = {
  /** Most encoder steps. */
  readonly steps: number;
  /** Inputs per encoder step. */
  readonly inputSize: number;
  /** Units of each encoder and of the decoder. */
  readonly units: number;
  /** 2: another encoder reads from the end. */
  readonly directions: 1 | 2;
  /** Of each encoder: a further one reads the states of those below it, in both directions. */
  readonly layers: number;
  /** Whether each decoder step looks back at all encoder states. */
  readonly attends: boolean;
  /** Most decoder steps. */
  readonly tokens: number;
  /** Logits of a decoder step. */
  readonly classes: typeof writtenTokens;
};

export type ReaderLayout = {
  /** By layer, then by direction. */
  readonly encoders: readonly (readonly LayerWeights[])[];
  /** From the encoders' last states to the decoder's first: its hidden state, then its cell state. */
  readonly bridge: LayerWeights;
  /** Input: the previous token as one of 16, then the context. */
  readonly decoder: LayerWeights;
  readonly readout: LayerWeights;
  /** Without attention what follows is empty. The readout also sees the context, without a second bias. */
  readonly glimpse: LayerWeights;
  /** The keys have no bias of their own, the energy only a bias. */
  readonly keys: LayerWeights;
  readonly query: LayerWeights;
  readonly energy: LayerWeights;
  readonly bytes: number;
};

/** Blocks of what the encoders know about one step. */
export function memoryBlocksOf({ units, directions }: ReaderShape): number {
  return directions * blocksOf(units);
}

export function readerLayout(shape: ReaderShape): ReaderLayout {
  let end = 0;
  const place = (inputBlocks: number, unitBlocks: number, panels: number): LayerWeights => {
    const kernel = end;
    const bias = kernel + panels * lineLength * (inputBlocks + unitBlocks) * lineBytes;
    end = bias + panels * lineBytes;
    return { kernel, bias, inputBlocks, unitBlocks, panels };
  };
  const units = blocksOf(shape.units);
  const memory = memoryBlocksOf(shape);
  const looking = shape.attends ? units : 0;
  const encoders = Array.from({ length: shape.layers }, (_, layer) =>
    Array.from({ length: shape.directions }, () =>
      place(layer === 0 ? blocksOf(shape.inputSize) : memory, units, 4 * units),
    ),
  );
  const bridge = place(memory, 0, 2 * units);
  const decoder = place(1 + (shape.attends ? memory : 0), units, 4 * units);
  const readout = place(units, 0, blocksOf(shape.classes));
  const keys = place(memory, 0, looking);
  const glimpse = place(memory, 0, shape.attends ? blocksOf(shape.classes) : 0);
  const query = place(units, 0, looking);
  const energy = place(0, 0, looking);
  return { encoders, bridge, decoder, readout, glimpse, keys, query, energy, bytes: end };
}

/** Rows of an array that lie together in a panel, from its line `first` on. */
type Part = { readonly rows: number; readonly first: number };

/** A weight array, row-major, and where its numbers lie in a bank. */
export type WeightPlace = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly layer: LayerWeights;
  /** null for a bias. */
  readonly parts: readonly Part[] | null;
  readonly placeOf: (column: number) => { readonly panel: number; readonly lane: number };
};

/** All weight arrays in their order; gates in the order of tfjs: i, f, g, o. */
export function weightPlaces(shape: ReaderShape): WeightPlace[] {
  const { units, directions, inputSize, classes, attends } = shape;
  const layout = readerLayout(shape);
  const unitBlocks = blocksOf(units);
  const gates = gatePlace(units, unitBlocks);
  const plain = (column: number) => at(Math.floor(column / lineLength), column % lineLength);
  const states = (column: number) => {
    const unit = column % units;
    return at(Math.floor(column / units) * unitBlocks + Math.floor(unit / lineLength), unit % lineLength);
  };
  const memoryParts = (first: number): Part[] =>
    Array.from({ length: directions }, (_, index) => ({ rows: units, first: first + index * unitBlocks * lineLength }));
  const matrix = (
    name: string,
    layer: LayerWeights,
    parts: readonly Part[],
    columns: number,
    placeOf: WeightPlace['placeOf'],
  ): WeightPlace => ({
    ...{ name, layer, parts, placeOf },
    shape: [parts.reduce((sum, { rows }) => sum + rows, 0), columns],
  });
  const bias = (name: string, layer: LayerWeights, columns: number, placeOf: WeightPlace['placeOf']): WeightPlace => ({
    ...{ name, layer, placeOf },
    parts: null,
    shape: [columns],
  });
  const lstm = (name: string, layer: LayerWeights, parts: readonly Part[]): WeightPlace[] => [
    matrix(`${name}/kernel`, layer, parts, 4 * units, gates),
    matrix(
      `${name}/recurrent_kernel`,
      layer,
      [{ rows: units, first: layer.inputBlocks * lineLength }],
      4 * units,
      gates,
    ),
    bias(`${name}/bias`, layer, 4 * units, gates),
  ];
  const unitRows: readonly Part[] = [{ rows: units, first: 0 }];
  const token: Part = { rows: readTokens, first: 0 };
  return [
    ...layout.encoders.flatMap((directions, layer) =>
      directions.flatMap((weights, direction) =>
        lstm(encoderName(layer, direction), weights, layer === 0 ? [{ rows: inputSize, first: 0 }] : memoryParts(0)),
      ),
    ),
    matrix('bridge/kernel', layout.bridge, memoryParts(0), 2 * units, states),
    bias('bridge/bias', layout.bridge, 2 * units, states),
    ...lstm('decoder', layout.decoder, attends ? [token, ...memoryParts(lineLength)] : [token]),
    matrix('readout/kernel', layout.readout, unitRows, classes, plain),
    bias('readout/bias', layout.readout, classes, plain),
    ...(attends
      ? [
          matrix('readout/context', layout.glimpse, memoryParts(0), classes, plain),
          matrix('attention/keys', layout.keys, memoryParts(0), units, plain),
          matrix('attention/query', layout.query, unitRows, units, plain),
          bias('attention/bias', layout.query, units, plain),
          bias('attention/energy', layout.energy, units, plain),
        ]
      : []),
  ];
}

/** The encoder that reads the strip as it is written, or the one that reads it from its end. */
function encoderName(layer: number, direction: number): string {
  return ['encoder', ...(layer === 0 ? [] : [layer + 1]), ...(direction === 0 ? [] : ['back'])].join('_');
}

function at(panel: number, lane: number) {
  return { panel, lane };
}

function gatePlace(units: number, unitBlocks: number): WeightPlace['placeOf'] {
  return (column) => {
    const unit = column % units;
    const panel = panelOf('lstm', unitBlocks, Math.floor(column / units), Math.floor(unit / lineLength));
    return at(panel, unit % lineLength);
  };
}
