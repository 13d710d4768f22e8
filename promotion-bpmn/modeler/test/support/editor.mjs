import { accessSync, constants, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { buildPlugin } from '../../build.mjs';

const require = createRequire(import.meta.url);
const HERE = dirname(fileURLToPath(import.meta.url));
const KIT = join(HERE, '../..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OFFLINE = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PAGE = `<style>
  html, body { height: 100%; margin: 0; font-family: sans-serif; }
  body { display: grid; grid-template: 1fr auto / 1fr auto; }
  #canvas { min-width: 0; min-height: 0; }
  #properties { display: none; width: 320px; overflow: auto; border-left: 1px solid #ccc; }
  .with-properties #properties { display: block; }
  #problems { display: none; grid-column: 1 / 3; margin: 0; padding: 8px 12px; border-top: 1px solid #ccc; font-size: 13px; line-height: 1.7; list-style: none; }
  .with-problems #problems { display: block; }
  #problems li::before { content: "✖ "; color: #d00; }
</style><div id="canvas"></div><div id="properties"></div><ul id="problems"></ul>`;

export const TARGET = join(KIT, '../target/modeler');
export const TEMPLATES = readdirSync(join(KIT, '.camunda/element-templates')).sort()
  .map(file => JSON.parse(readFileSync(join(KIT, '.camunda/element-templates', file), 'utf8')));

/** An editor in a real browser, with or without the plugin. */
export async function openEditor({ plugin = true, ...options } = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'app.js')],
    outdir: 'app',
    write: false,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    loader: Object.fromEntries(['.woff', '.woff2', '.ttf', '.eot', '.svg'].map(each => [each, 'dataurl']))
  });
  const browser = await chromium.launch({ executablePath: browserOnThisMachine(), args: OFFLINE });
  const page = await browser.newPage({ viewport: { width: 1700, height: 900 } });
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  await page.setContent(PAGE);
  await page.addStyleTag({ content: outputFiles.find(each => each.path.endsWith('.css')).text });
  if (plugin) {
    // As Modeler does it: the entry file says what to load.
    const folder = await buildPlugin(join(TARGET, 'tested'));
    const { script, style } = require(join(folder, 'index.js'));
    await page.addStyleTag({ path: join(folder, style) });
    await page.addScriptTag({ path: join(folder, script) });
  }
  await page.addScriptTag({ content: outputFiles.find(each => each.path.endsWith('.js')).text });
  await page.evaluate(given => window.startEditor(given), options);
  return new Editor(browser, page, errors);
}

export class Editor {
  constructor(browser, page, errors) {
    Object.assign(this, { browser, page, errors });
  }

  open(xml) {
    return this.page.evaluate(given => window.importXML(given), xml);
  }

  save() {
    return this.page.evaluate(() => window.exportXML());
  }

  lint() {
    return this.page.evaluate(() => window.lint());
  }

  /** Loads the templates as Modeler does, and answers what it has against them. */
  loadTemplates(templates = TEMPLATES) {
    return this.page.evaluate(given => {
      window.editor.get('elementTemplatesLoader').setTemplates(given);
      return window.templateErrors;
    }, templates);
  }

  /** A picture for target, of the whole drawing beside the palette, with the list of problems below it. */
  async photograph(name, { width = 1700, height = 900, problems = false } = {}) {
    mkdirSync(TARGET, { recursive: true });
    await this.page.setViewportSize({ width, height });
    await this.page.evaluate(withProblems => {
      document.body.classList.toggle('with-problems', withProblems);
      const canvas = window.editor.get('canvas');
      canvas.resized();
      canvas.zoom('fit-viewport');
      const { x, y, width: wide, height: high } = canvas.viewbox().inner;
      const { outer } = canvas.viewbox();
      const palette = 130;
      const margin = 40;
      const scale = Math.min((outer.width - palette - margin) / wide, (outer.height - 2 * margin) / high, 1);
      canvas.viewbox({ x: x - palette / scale, y: y - margin / scale, width: outer.width / scale, height: outer.height / scale });
    }, problems);
    await this.page.screenshot({ path: join(TARGET, `${name}.png`) });
  }

  close() {
    return this.browser.close();
  }
}

/** $CHROMIUM, a browser on the PATH, or the one that `npx playwright-core install chromium` has fetched. */
function browserOnThisMachine() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)));
  const found = [process.env.CHROMIUM, ...onPath, chromium.executablePath()].filter(Boolean).find(isExecutable);
  if (!found) {
    throw new Error('No Chromium found: install it (Debian: apt-get install chromium; elsewhere, in this folder: '
      + 'npx playwright-core install chromium) or set CHROMIUM to its path.');
  }
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
