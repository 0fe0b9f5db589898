import { gateCountOf, recurrentCellNames } from '../../../domain/cells.ts';
import { tapeBytes } from '../../../domain/tape.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planMemory } from './memory-plan.ts';
import { blocksOf, lineBytes } from './shape.ts';
import { anyShape } from '../testing/cases.ts';
import { regionsOf } from '../testing/memory-regions.ts';

const anyPlan = fc
  .record({
    shape: anyShape.chain((shape) => fc.constantFrom(shape, { ...shape, inputSize: shape.inputSize + 120 })),
    batchSize: fc.integer({ min: 1, max: 300 }),
    threads: fc.integer({ min: 1, max: 9 }),
    tileRows: fc.constantFrom(4, 6, 8),
    options: fc.record({ wantsInputs: fc.boolean(), imageBytes: fc.integer({ min: 1, max: 900 }) }),
  })
  .map(({ shape, batchSize, threads, tileRows, options }) => ({
    threads,
    plan: planMemory(shape, batchSize, threads, tileRows, options),
  }));

test('regions are cache-line-aligned, disjoint and within the memory; address 0 means none', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan }) => {
      const regions = regionsOf(plan).sort((a, b) => a.address - b.address);
      let end = 1;
      let before = 'address 0';
      for (const { name, address, bytes } of regions) {
        expect(address % lineBytes, name).toBe(0);
        expect(address, `${name} after ${before}`).toBeGreaterThanOrEqual(end);
        end = address + bytes;
        before = name;
      }
      expect(plan.bytes).toBeGreaterThanOrEqual(end);
    }),
    { seed: 40, numRuns: 200 },
  );
});

test('there is room for every thread’s samples and the blank sequence', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan, threads }) => {
      expect(plan.shards.length).toBe(threads);
      for (const { tiles } of plan.shards) {
        expect(tiles * plan.tileRows).toBeGreaterThan(Math.ceil(plan.batchSize / threads));
      }
    }),
    { seed: 41 },
  );
});

test('steps and tiles have room for all their blocks', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan }) => {
      const { cell, units, steps, inputSize } = plan.shape;
      const block = plan.tileRows * lineBytes;
      for (const [layer, tape] of [...plan.shards, plan.trace].flatMap(({ layers }) => [...layers.entries()])) {
        expect(tape.inputStep).toBeGreaterThanOrEqual(blocksOf(layer === 0 ? inputSize : units) * block);
        expect(tape.gatesStep).toBeGreaterThanOrEqual(gateCountOf(cell) * blocksOf(units) * block);
        expect(tape.stateStep).toBeGreaterThanOrEqual(blocksOf(units) * block);
        expect(tape.inputTile).toBeGreaterThanOrEqual(steps * tape.inputStep);
        expect(tape.gatesTile).toBeGreaterThanOrEqual(steps * tape.gatesStep);
        expect(tape.stateTile).toBeGreaterThanOrEqual((steps + 1) * tape.stateStep);
      }
    }),
    { seed: 42 },
  );
});

test('a layer reads the hidden states of the one below, and writes their gradients', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan }) => {
      for (const { layers } of [...plan.shards, plan.trace]) {
        layers.slice(1).forEach((tape, index) => {
          const below = layers[index];
          expect(tape.inputs).toBe(below.hidden + below.stateStep);
          expect(tape.inputGradient).toBe(below.hiddenGradient + below.stateStep);
          expect([tape.inputTile, tape.inputStep, tape.masks]).toEqual([below.stateTile, below.stateStep, 0]);
        });
      }
    }),
    { seed: 43 },
  );
});

test('a plan crosses to another thread unchanged', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan }) => {
      expect(structuredClone(plan)).toEqual(plan);
    }),
    { seed: 44, numRuns: 10 },
  );
});

test.each(recurrentCellNames)('the tape of an %s is as large as the screen says, but for padding', (cell) => {
  const shape = { cell, activation: 'tanh', steps: 9, inputSize: 28, units: 48, layers: 2, classes: 10 } as const;
  const [tileRows, block] = [4, 4 * lineBytes];
  const { layers } = planMemory(shape, 16, 1, tileRows).shards[0];
  const kept = layers.map(({ gatesStep, stateStep, hidden, cell: state, squashed }) => {
    const states = [hidden, state, squashed].filter((address) => address > 0).length;
    return (shape.steps * (gatesStep - block + states * (stateStep - block))) / tileRows;
  });
  expect(kept.reduce((sum, bytes) => sum + bytes)).toBe(tapeBytes(shape, shape.steps));
});
