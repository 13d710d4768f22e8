import { ALL, STEPS } from './catalogue.js';
import { icon } from './icons.js';

const BEHIND_THE_STANDARD_ONE = 400;
const ICON = 30;
const PALETTE = new Set(STEPS.map(entry => entry.id));

/** The steps in the palette, and a menu for the rest. */
export default class StepPalette {
  constructor(palette, popupMenu, canvas, translate, stepDrawing) {
    Object.assign(this, { popupMenu, canvas, translate, stepDrawing });
    palette.registerProvider(BEHIND_THE_STANDARD_ONE, this);
  }

  getPaletteEntries() {
    const entries = { 'sluice-separator': { group: 'sluice', separator: true } };
    for (const entry of ALL.filter(each => PALETTE.has(each.id))) {
      const start = event => this.stepDrawing.start(event, entry);
      entries[`sluice.${entry.id}`] = {
        group: 'sluice',
        html: `<div class="entry sluice-entry" draggable="true">${icon(entry.id, ICON)}</div>`,
        title: `${this.translate('Promotion')}: ${this.translate(entry.title)}`,
        action: { dragstart: start, click: start }
      };
    }
    entries['sluice.more'] = {
      group: 'sluice',
      html: `<div class="entry sluice-entry">${icon('more', ICON)}</div>`,
      title: this.translate('Promotion: questions, waits and outcomes'),
      action: { click: event => this.openMenu(event) }
    };
    return entries;
  }

  openMenu(event) {
    const { right, top } = event.target.closest('.entry').getBoundingClientRect();
    this.popupMenu.open(this.canvas.getRootElement(), 'sluice-create', { x: right + 6, y: top }, {
      title: this.translate('Draw a part of a promotion'), width: 330, search: true
    });
  }
}

StepPalette.$inject = ['palette', 'popupMenu', 'canvas', 'translate', 'stepDrawing'];
