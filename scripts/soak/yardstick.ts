/** A fixed piece of arithmetic, done five times a second: other work on the cores makes it dearer as it does a step. */

export type Yardstick = {
  /** Mean processor time of a piece since the last call, in milliseconds. */
  readonly take: () => number;
  readonly stop: () => void;
};

const everyMs = 200;
const rounds = 500;

export function startYardstick(): Yardstick {
  const values = Float32Array.from({ length: 4096 }, (_, index) => Math.sin(index));
  let pieces: number[] = [];

  function measure(): void {
    const before = process.cpuUsage();
    for (let round = 0; round < rounds; round++)
      for (let index = 0; index < values.length; index++) values[index] = values[index] * 0.999 + 0.001;
    const { user, system } = process.cpuUsage(before);
    pieces.push((user + system) / 1000);
  }

  // Until V8 has optimised it.
  for (let warming = 0; warming < 20; warming++) measure();
  pieces = [];
  const timer = setInterval(measure, everyMs);
  return {
    take() {
      if (pieces.length === 0) measure();
      const mean = pieces.reduce((sum, piece) => sum + piece, 0) / pieces.length;
      pieces = [];
      return mean;
    },
    stop() {
      clearInterval(timer);
    },
  };
}
