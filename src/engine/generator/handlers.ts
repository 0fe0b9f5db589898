/** Handlers for row-generator requests. */

import type { EngineFunctions } from '../../protocol/api.ts';
import type { Generator } from './generator.ts';

type GeneratorFunctions = Pick<
  EngineFunctions,
  | 'getGenerator'
  | 'trainGenerator'
  | 'stopGenerator'
  | 'restoreGenerator'
  | 'bringBackGenerator'
  | 'complete'
  | 'measureWindows'
  | 'stopMeasuringWindows'
>;

/** Makes the handlers for row-generator requests. */
export function generatorHandlers(generator: Generator): GeneratorFunctions {
  return {
    getGenerator: async () => {
      await generator.ready;
      return generator.status();
    },
    async trainGenerator(recipe) {
      await generator.train(recipe);
      return undefined;
    },
    async stopGenerator() {
      await generator.stop();
      return undefined;
    },
    async restoreGenerator() {
      await generator.restore();
      return undefined;
    },
    async bringBackGenerator() {
      await generator.bringBack();
      return undefined;
    },
    complete: (order) => generator.complete(order),
    async measureWindows() {
      await generator.measureWindows();
      return undefined;
    },
    stopMeasuringWindows() {
      generator.stopMeasuringWindows();
      return Promise.resolve(undefined);
    },
  };
}
