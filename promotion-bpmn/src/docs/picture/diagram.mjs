// Draws one BPMN diagram in a browser, whole or in part, plain or with a way painted into it.

import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const MARGIN = 20;
const VIEWER = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');
const OFFLINE = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const WRONG = { stroke: '#b3261e', fill: '#fdeceb' };
const RIGHT = { stroke: '#19692c', fill: '#e7f4ea' };

export function openBrowser() {
  return chromium.launch({ executablePath: chromiumOnThisMachine(), args: OFFLINE });
}

/** A page that draws any number of diagrams, one after the other. */
export async function openCanvas(browser) {
  const page = await browser.newPage();
  await page.setContent('<div id="canvas" style="width: 2000px; height: 1000px"></div>');
  await page.addScriptTag({ path: VIEWER });
  return page;
}

/**
 * The diagram as SVG, on white so that it can be read on a dark page, with a margin.
 *
 * part.focus: ids of the elements that must be seen; what does not touch the box around them is left out
 * part.path: the way, [{element, flows}], painted and numbered
 * part.found, part.mended: ids of elements that are wrong, or right
 */
export async function draw(page, xml, part = {}) {
  const { svg, box } = await page.evaluate(inBrowser, { source: coloured(xml, part), part: numbered(part) });
  return compact(withStableIds(onWhite(svg, box)));
}

/** Runs in the page. */
async function inBrowser({ source, part }) {
  const viewer = new window.BpmnJS({ container: '#canvas' });
  try {
    const { warnings } = await viewer.importXML(source);
    if (warnings.length > 0) {
      throw new Error(warnings.map(warning => warning.message).join('\n'));
    }
    const registry = viewer.get('elementRegistry');
    const canvas = viewer.get('canvas');
    for (const { id, text } of part.badges.filter(each => registry.get(each.id))) {
      badge(registry.get(id), text);
    }
    const box = part.focus ? boxAround(part.focus.map(id => registry.get(id) ?? missing(id))) : undefined;
    if (box) {
      registry.filter(element => element.parent && !isSeen(element, box)).forEach(element => {
        registry.getGraphics(element).remove();
      });
    }
    canvas.getContainer().querySelectorAll('.djs-hit, .djs-outline').forEach(element => element.remove());
    canvas.getContainer().querySelectorAll('.djs-group:empty').forEach(element => element.remove());
    canvas.getContainer().querySelectorAll('[style="display: block;"]').forEach(element => element.removeAttribute('style'));
    return { svg: (await viewer.saveSVG()).svg, box };
  } finally {
    viewer.destroy();
  }

  function missing(id) {
    throw new Error(`There is no ${id} in the diagram.`);
  }

  function bounds(element) {
    if (!element.waypoints) {
      return [element.x, element.y, element.x + element.width, element.y + element.height];
    }
    const xs = element.waypoints.map(point => point.x);
    const ys = element.waypoints.map(point => point.y);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  function boxAround(elements) {
    const all = elements.flatMap(element => [element, ...element.labels ?? []]).map(bounds);
    return [Math.min(...all.map(each => each[0])), Math.min(...all.map(each => each[1])),
      Math.max(...all.map(each => each[2])), Math.max(...all.map(each => each[3]))].map(Math.round);
  }

  /** Lines may be cut; half a shape or half a word says nothing. */
  function isSeen(element, [left, top, right, bottom]) {
    const [x, y, toX, toY] = bounds(element);
    if (element.labelTarget && !isSeen(element.labelTarget, [left, top, right, bottom])) {
      return false;
    }
    return element.waypoints
      ? x <= right && toX >= left && y <= bottom && toY >= top
      : x >= left - part.margin && toX <= right + part.margin && y >= top - part.margin && toY <= bottom + part.margin;
  }

  /** A number at the upper right corner of a shape; at a gateway, whose labels stand there, at the lower left one. */
  function badge(element, text) {
    const layer = viewer.get('canvas').getActiveLayer();
    const width = 14 + 7 * text.length;
    const atGateway = element.type.endsWith('Gateway');
    const x = atGateway ? element.x - width + 16 : element.x + element.width - (element.width > 60 ? 12 : 6);
    const y = atGateway ? element.y + element.height - 16 : element.y - 10;
    layer.insertAdjacentHTML('beforeend',
      `<g><rect x="${x}" y="${y}" width="${width}" height="20" rx="10" fill="${part.colour}"/>`
      + `<text x="${x + width / 2}" y="${y + 14}" text-anchor="middle" fill="#fff"`
      + ` font-family="Arial, sans-serif" font-size="12" font-weight="bold">${text}</text></g>`);
  }
}

/** The numbers of the steps at each element, such as "3" or "4, 9". */
function numbered({ focus, path = [], found = [] }) {
  const numbers = new Map();
  path.forEach(({ element }, index) => {
    if (element) {
      numbers.set(element, [...numbers.get(element) ?? [], index + 1]);
    }
  });
  const badges = [...numbers].map(([id, steps]) => ({ id, text: steps.join(', ') }));
  const other = path.length > 0 ? [] : found.map(id => ({ id, text: '!' }));
  return { focus, badges: [...badges, ...other], colour: WRONG.stroke, margin: MARGIN };
}

/** Colours go into the file, as an editor would write them: then arrow heads and icons follow. */
function coloured(xml, { path = [], found = [], mended = [] }) {
  const wrong = [...path.flatMap(({ element, flows }) => [element, ...flows]), ...found];
  const colours = new Map([...wrong.map(id => [id, WRONG]), ...mended.map(id => [id, RIGHT])]);
  return xml
    .replace('<bpmn:definitions ', '<bpmn:definitions xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" ')
    .replace(/<bpmndi:BPMN(Shape|Edge) [^>]*bpmnElement="([^"]+)"/g, (opening, kind, id) => {
      const colour = colours.get(id);
      return colour ? `${opening} bioc:stroke="${colour.stroke}" bioc:fill="${colour.fill}"` : opening;
    });
}

function onWhite(svg, focus) {
  const size = /width="[\d.]+" height="[\d.]+" viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"/;
  const [, x, y, width, height] = size.exec(svg).map(Number);
  const frame = focus
    ? [focus[0] - MARGIN, focus[1] - MARGIN, focus[2] - focus[0] + 2 * MARGIN, focus[3] - focus[1] + 2 * MARGIN]
    : [Math.floor(x - MARGIN), Math.floor(y - MARGIN), Math.ceil(width + 2 * MARGIN), Math.ceil(height + 2 * MARGIN)];
  const paper = `<rect x="${frame[0]}" y="${frame[1]}" width="${frame[2]}" height="${frame[3]}" fill="white"/>`;
  return svg
    .replace(size, `width="${frame[2]}" height="${frame[3]}" viewBox="${frame.join(' ')}"`)
    .replace(/<svg [^>]*>/, opening => opening + paper);
}

/** bpmn-js gives its arrow heads a new random name each time; numbered names keep the committed file quiet. */
function withStableIds(svg) {
  const names = [...new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(match => match[1]))];
  return names.reduce((text, name, index) => text
    .replaceAll(` id="${name}"`, ` id="m${index}"`)
    .replaceAll(`#${name}`, `#m${index}`), svg) + '\n';
}

/** Says once what bpmn-js repeats for each element: styles, and icons. */
function compact(svg) {
  const rounded = svg
    .replace(/<\?xml[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*/g, '')
    .replace(/-?\d+\.\d{3,}/g, number => String(Number(Number(number).toFixed(2))))
    .replace(/matrix\(1 0 0 1 /g, 'translate(')
    .replace(/ (class|data-element-id|lineHeight|version)="[^"]*"/g, '');
  const icons = repeated(rounded, /<path d="[^"]{120,}"[^>]*\/>/g);
  const drawnOnce = icons.reduce((text, icon, index) => text.replaceAll(icon, `<use href="#i${index}"/>`), rounded);
  const parts = icons.map((icon, index) => icon.replace('<path', `<path id="i${index}"`)).join('');
  const whole = drawnOnce.replace(/<svg [^>]*>/, opening => opening + (parts ? `<defs>${parts}</defs>` : ''));
  const styles = repeated(whole, / style="[^"]*"/g);
  const rules = styles.map((style, index) => `.s${index}{${style.slice(8, -1)}}`).join('');
  return styles
    .reduce((text, style, index) => text.replaceAll(style, ` class="s${index}"`), whole)
    .replace(/<svg [^>]*>/, opening => opening + (rules ? `<style>${rules}</style>` : ''));
}

function repeated(text, pattern) {
  const counts = new Map();
  for (const [found] of text.matchAll(pattern)) {
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([found]) => found);
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

export function fail(message) {
  console.error(message);
  process.exit(2);
}
