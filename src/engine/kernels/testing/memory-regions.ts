/** All regions of a memory plan, with the sizes that the kernels assume. */

import { gateCountOf } from '../../../domain/cells.ts';
import { layerFields } from '../recurrent/layer-struct.ts';
import type { BankPlan, LayerTape, MemoryPlan, ShardPlan } from '../recurrent/memory-plan.ts';
import { blocksOf, hasMasks, lineBytes, weightLayout } from '../recurrent/shape.ts';

export type Region = { readonly name: string; readonly address: number; readonly bytes: number };

/** Optional regions have address 0. Leaves out those that lie within another region on purpose. */
export function regionsOf(plan: MemoryPlan): Region[] {
  const { shape, batchSize, tileRows } = plan;
  const pixels = shape.steps * shape.inputSize;
  const weightBytes = weightLayout(shape).bytes;
  return [
    region('images', plan.images, batchSize * plan.imageBytes),
    region('labels', plan.labels, batchSize),
    region('order', plan.order, 2 * pixels),
    region('sequence', plan.sequence, 4 * pixels),
    region('sorted', plan.sorted, 4 * batchSize),
    region('firstInk', plan.firstInk, 2 * batchSize),
    region('lastSteps', plan.lastSteps, 2 * batchSize),
    region('probes', plan.probes, 4 * batchSize * shape.units),
    region('logits', plan.logits, 4 * batchSize * shape.steps * shape.classes),
    ...plan.banks.flatMap((bank, index) => prefixed(`bank ${index}`, regionsOfBank(plan, bank))),
    ...plan.moments.map((address, index) => region(`moments ${index}`, address, weightBytes)),
    region('zeros', plan.zeros, tileRows * lineBytes),
    region('control', plan.control, 3 * 4),
    ...plan.shards.flatMap((shard, index) =>
      prefixed(`shard ${index}`, [
        ...regionsOfShard(plan, shard, shard.tiles),
        region('gradients', shard.gradients, weightBytes),
      ]),
    ),
    ...prefixed('trace', regionsOfShard(plan, plan.trace, shape.steps)),
    region('traceImage', plan.traceImage, plan.imageBytes),
  ];
}

function region(name: string, address: number, bytes: number): Region {
  return { name, address, bytes };
}

function prefixed(prefix: string, regions: readonly Region[]): Region[] {
  return regions.map(({ name, ...place }) => ({ name: `${prefix}: ${name}`, ...place }));
}

function regionsOfBank({ shape, tileRows }: MemoryPlan, { weights, derived }: BankPlan): Region[] {
  const { layers, readout, bytes } = weightLayout(shape);
  const panelBytes = 16 * lineBytes;
  const copies = [...layers, readout].flatMap(({ panels, inputBlocks, unitBlocks }, index) => {
    const { bias, recurrentBack, inputBack } = derived[index];
    // The readout has no recurrent part: its whole kernel counts as one.
    const blocks = index === layers.length ? inputBlocks : unitBlocks;
    return [
      region(`bias ${index}`, bias, panels * tileRows * lineBytes),
      region(`recurrentBack ${index}`, recurrentBack, blocks * panels * panelBytes),
      ...(index === layers.length ? [] : [region(`inputBack ${index}`, inputBack, inputBlocks * panels * panelBytes)]),
    ];
  });
  return [region('weights', weights, bytes), ...copies];
}

function regionsOfShard(plan: MemoryPlan, shard: ShardPlan, logitTiles: number): Region[] {
  const { shape, tileRows } = plan;
  return [
    ...shard.layers.flatMap((tape, layer) => prefixed(`layer ${layer}`, regionsOfTape(plan, shard, tape, layer))),
    region('logits', shard.logits, logitTiles * blocksOf(shape.classes) * tileRows * lineBytes),
    region('labels', shard.labels, shard.tiles * tileRows),
    region('dropout', shard.dropout, shard.tiles * blocksOf(shape.units) * tileRows * lineBytes),
    region('dropped', shard.dropped, shard.tiles * blocksOf(shape.units) * tileRows * lineBytes),
    region('results', shard.results, 4 * 8),
    region('flow', shard.flow, 8 * shape.layers * shape.steps),
  ];
}

function regionsOfTape(
  { shape, tileRows }: MemoryPlan,
  { tiles }: ShardPlan,
  tape: LayerTape,
  layer: number,
): Region[] {
  const { steps, cell, units, inputSize } = shape;
  const block = tileRows * lineBytes;
  const states = tiles * (steps + 1) * blocksOf(units) * block;
  // A step may be longer than its blocks, never shorter; a tile ends with its last step's blocks.
  const stretch = (tile: number, step: number, count: number, blocks: number) =>
    (tiles - 1) * tile + (count - 1) * step + blocks * block;
  const statesEnd = Math.max(states, stretch(tape.stateTile, tape.stateStep, steps + 1, blocksOf(units)));
  const inputsEnd = stretch(tape.inputTile, tape.inputStep, steps, blocksOf(inputSize));
  const gateBlocks = gateCountOf(cell) * blocksOf(units);
  const bottom = [
    region('inputs', tape.inputs, inputsEnd),
    ...(hasMasks(shape) ? [region('masks', tape.masks, tiles * steps * 4)] : []),
    ...(tape.inputGradient ? [region('inputGradient', tape.inputGradient, inputsEnd)] : []),
  ];
  return [
    ...(layer === 0 ? bottom : []),
    region('gates', tape.gates, stretch(tape.gatesTile, tape.gatesStep, steps, gateBlocks)),
    region('hidden', tape.hidden, statesEnd),
    ...(cell === 'rnn' ? [] : [region('cell', tape.cell, statesEnd)]),
    ...(cell === 'lstm' ? [region('squashed', tape.squashed, statesEnd)] : []),
    region('hiddenGradient', tape.hiddenGradient, statesEnd),
    region('carry', tape.carry, tiles * blocksOf(units) * block),
    region('struct', tape.struct, 4 * layerFields.length),
  ];
}
