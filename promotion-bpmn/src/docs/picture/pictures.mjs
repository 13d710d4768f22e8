// Draws a list of pictures, one SVG each: whole processes, or parts of them with the way painted that breaks a rule.
//
//   node pictures.mjs LIST.json FOLDER
//
// An entry: {"picture": name, "file": the BPMN file, and perhaps "focus": ids to show, "path": [{"element", "flows"}] as the verifier
// reports it, "found": ids that are wrong, "mended": ids that are right}.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { draw, fail, openBrowser, openCanvas } from './diagram.mjs';

const [list, folder] = process.argv.slice(2);
if (!folder) {
  fail('usage: node pictures.mjs LIST.json FOLDER');
}

const browser = await openBrowser();
try {
  const canvas = await openCanvas(browser);
  for (const entry of JSON.parse(readFileSync(list, 'utf8'))) {
    const svg = await draw(canvas, readFileSync(entry.file, 'utf8'), entry);
    const target = join(folder, `${entry.picture}.svg`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, svg);
  }
} finally {
  await browser.close();
}
