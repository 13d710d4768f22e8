// Draws BPMN files as pictures for the documentation: FILE.svg and FILE.png into a folder.
//
//   npm ci && npm run picture
//   node render.mjs FILE.bpmn… FOLDER
//
// Needs Chromium: $CHROMIUM, or `chromium` on the PATH. The same file gives the same bytes of SVG again.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { draw, fail, openBrowser, openCanvas } from './diagram.mjs';

const PIXELS_PER_UNIT = 2;

const files = process.argv.slice(2, -1);
const folder = process.argv.at(-1);
if (files.length === 0) {
  fail('usage: node render.mjs FILE.bpmn… FOLDER');
}

const browser = await openBrowser();
try {
  const canvas = await openCanvas(browser);
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    const target = join(folder, basename(file, '.bpmn'));
    const svg = await draw(canvas, readFileSync(file, 'utf8'));
    writeFileSync(`${target}.svg`, svg);
    writeFileSync(`${target}.png`, await photograph(svg));
    console.log(`${target}.svg ${target}.png`);
  }
} finally {
  await browser.close();
}

async function photograph(svg) {
  const page = await browser.newPage({ deviceScaleFactor: PIXELS_PER_UNIT });
  try {
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    return await page.locator('svg').first().screenshot();
  } finally {
    await page.close();
  }
}
