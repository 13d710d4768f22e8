// Draws the pictures of the rules: for each entry of a list one SVG, with the way painted that breaks the rule.
//
//   node rules.mjs LIST.json FOLDER
//
// An entry: {"picture": name, "file": the BPMN file, "focus": ids to show, "path": [{"element", "flows"}] as the verifier
// reports it, "found": ids that are wrong, "mended": ids that are right}.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw, fail, openBrowser, openCanvas } from './diagram.mjs';

const [list, folder] = process.argv.slice(2);
if (!folder) {
  fail('usage: node rules.mjs LIST.json FOLDER');
}

const browser = await openBrowser();
try {
  const canvas = await openCanvas(browser);
  mkdirSync(folder, { recursive: true });
  for (const entry of JSON.parse(readFileSync(list, 'utf8'))) {
    const svg = await draw(canvas, readFileSync(entry.file, 'utf8'), entry);
    writeFileSync(join(folder, `${entry.picture}.svg`), svg);
  }
} finally {
  await browser.close();
}
