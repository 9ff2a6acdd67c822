/** Draws icon.svg in the sizes that browsers ask for, with Chromium, into public/icon/. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

const SIZES = [16, 32, 48, 128];
const svg = await readFile(new URL('icon.svg', import.meta.url), 'base64');

const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0"><img src="data:image/svg+xml;base64,${svg}" style="display:block;width:100vw">`,
    { waitUntil: 'load' },
  );
  const path = fileURLToPath(new URL(`../public/icon/${size}.png`, import.meta.url));
  await page.screenshot({ path: path, omitBackground: true }); // it ends in .png, see above
}
await browser.close();
