import { expect, test } from 'vitest';
import { planReading, readingOrders } from '../../../../domain/recipe/reading.ts';
import { imageAsRead } from './image-order.ts';

const image = Uint8Array.from({ length: 784 }, (_, pixel) => pixel % 251);

test.each(readingOrders)('puts what %s reads at a step on that step’s line', (order) => {
  const { steps, stepLength, order: pixels } = planReading({ order, window: 0 });
  const shown = imageAsRead(image, order);
  const height = 784 / steps;
  for (let step = 0; step < steps; step++) {
    const read = [...pixels.subarray(step * stepLength, (step + 1) * stepLength)].map((pixel) => image[pixel]);
    expect([...shown.subarray(step * height, (step + 1) * height)]).toEqual(read);
  }
});
