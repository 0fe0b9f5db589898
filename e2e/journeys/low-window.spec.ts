/** A laptop of 1366×768 whose pixels are enlarged to 125 % leaves the page 1094×574: the Lab is whole there, without scrolling. */

import { expect, prediction, test } from './fixtures.ts';

test('the score, its arithmetic and the answer are in sight in a low window, and no room is wider or higher than it', async ({
  app,
}) => {
  await app.setViewportSize({ width: 1094, height: 574 });
  for (const part of [app.getByText('tanh(c)').first(), prediction(app), app.getByRole('button', { name: 'Image' })])
    await expect(part).toBeInViewport({ ratio: 1 });
  for (const key of [1, 2, 3, 4, 5]) {
    await app.keyboard.press(`Alt+${key}`);
    const beyond = () =>
      app.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth - innerWidth, scrollHeight - innerHeight];
      });
    await expect.poll(beyond, `room ${key}`).toEqual([0, 0]);
  }
});
