// Draws BPMN files as pictures for the documentation: FILE.svg and FILE.png into a folder.
//
//   npm ci && npm run picture
//   node render.mjs FILE.bpmn… FOLDER
//
// Needs Chromium: $CHROMIUM, or `chromium` on the PATH. The same file gives the same bytes of SVG again.

import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const MARGIN = 20;
const PIXELS_PER_UNIT = 2;
const VIEWER = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');
const OFFLINE = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const files = process.argv.slice(2, -1);
const folder = process.argv.at(-1);
if (files.length === 0) {
  fail('usage: node render.mjs FILE.bpmn… FOLDER');
}

const browser = await chromium.launch({ executablePath: chromiumOnThisMachine(), args: OFFLINE });
try {
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    const target = join(folder, basename(file, '.bpmn'));
    const svg = await draw(readFileSync(file, 'utf8'));
    writeFileSync(`${target}.svg`, svg);
    writeFileSync(`${target}.png`, await photograph(svg));
    console.log(`${target}.svg ${target}.png`);
  }
} finally {
  await browser.close();
}

/** The diagram as SVG, on white so that it can be read on a dark page, with a margin. */
async function draw(xml) {
  const page = await browser.newPage();
  try {
    await page.setContent('<div id="canvas" style="width: 2000px; height: 1000px"></div>');
    await page.addScriptTag({ path: VIEWER });
    const svg = await page.evaluate(async source => {
      const viewer = new window.BpmnJS({ container: '#canvas' });
      const { warnings } = await viewer.importXML(source);
      if (warnings.length > 0) {
        throw new Error(warnings.map(warning => warning.message).join('\n'));
      }
      return (await viewer.saveSVG()).svg;
    }, xml);
    return withStableIds(onWhite(svg));
  } finally {
    await page.close();
  }
}

function onWhite(svg) {
  const box = /width="[\d.]+" height="[\d.]+" viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"/;
  const [, x, y, width, height] = box.exec(svg).map(Number);
  const frame = [Math.floor(x - MARGIN), Math.floor(y - MARGIN),
    Math.ceil(width + 2 * MARGIN), Math.ceil(height + 2 * MARGIN)];
  const paper = `<rect x="${frame[0]}" y="${frame[1]}" width="${frame[2]}" height="${frame[3]}" fill="white"/>`;
  return svg
    .replace(box, `width="${frame[2]}" height="${frame[3]}" viewBox="${frame.join(' ')}"`)
    .replace(/<svg [^>]*>/, opening => opening + paper);
}

/** bpmn-js gives its arrow heads a new random name each time; numbered names keep the committed file quiet. */
function withStableIds(svg) {
  const names = [...new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(match => match[1]))];
  return names.reduce((text, name, index) => text
    .replaceAll(` id="${name}"`, ` id="m${index}"`)
    .replaceAll(`#${name}`, `#m${index}`), svg) + '\n';
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

function chromiumOnThisMachine() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map(directory => join(directory, 'chromium'));
  const found = [process.env.CHROMIUM, ...onPath].filter(Boolean).find(isExecutable);
  return found ?? fail('No Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM.');
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
