/** `npm run icons`: draws the app's icon in all sizes, from `src/renderer/icon.svg`, into `resources/icons`. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from './chromium.ts';
import { type IconImage, toIcns, toIco } from './icon-files.ts';
import { root } from './run.ts';

const folder = join(root, 'resources', 'icons');

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
const macSizes = [16, 32, 64, 128, 256, 512, 1024];

/** Apple's template leaves a margin around the icon: 824 of 1024 pixels are drawn on. */
const macShare = 824 / 1024;

async function drawIcons(page: Page, svg: string, sizes: readonly number[], share = 1): Promise<IconImage[]> {
  const images: IconImage[] = [];
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    const source = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await page.setContent(
      `<body style="margin:0;display:grid;place-items:center;height:100vh"><img src="${source}" style="width:${share * 100}vw"></body>`,
    );
    images.push({ size, png: await page.screenshot({ omitBackground: true }) });
  }
  return images;
}

const svg = await readFile(join(root, 'src', 'renderer', 'icon.svg'), 'utf8');
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  await mkdir(folder, { recursive: true });
  for (const { size, png } of await drawIcons(page, svg, linuxSizes))
    await writeFile(join(folder, `${size}x${size}.png`), png);
  await writeFile(join(folder, 'icon.ico'), toIco(await drawIcons(page, svg, windowsSizes)));
  await writeFile(join(folder, 'icon.icns'), toIcns(await drawIcons(page, svg, macSizes, macShare)));
} finally {
  await browser.close();
}
