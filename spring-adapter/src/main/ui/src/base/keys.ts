import { html, type ReactiveController, type TemplateResult } from 'lit';
import type { SluiceElement } from './element';
import { common } from './messages';

export interface ListKeysOptions {
  /** The rows, in order; each has to be focusable (`tabindex`). */
  rows: () => HTMLElement[];
  open?: (row: HTMLElement) => void;
  approve?: (row: HTMLElement) => void;
  reject?: (row: HTMLElement) => void;
}

/**
 * Keys of a list: ↑/↓ or j/k move, Enter opens, a and r open the dialogs, ? shows the keys. Only while a row (not a control
 * within it) has the focus, so that no letter typed elsewhere does anything; letters can be switched off.
 */
export class ListKeys implements ReactiveController {
  /** Whether the list of keys is shown. */
  helping = false;

  constructor(private readonly host: SluiceElement, private readonly how: ListKeysOptions) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.renderRoot?.addEventListener('keydown', this.onKey as EventListener);
  }

  hostUpdated(): void {
    this.host.renderRoot.removeEventListener('keydown', this.onKey as EventListener);
    this.host.renderRoot.addEventListener('keydown', this.onKey as EventListener);
    this.rove();
  }

  hostDisconnected(): void {
    this.host.renderRoot?.removeEventListener('keydown', this.onKey as EventListener);
  }

  /** Dialog with the keys; put it at the end of the template. */
  help(): TemplateResult {
    const words = this.host.words(common);
    const keys: [string, string, boolean][] = [['↑ ↓ j k', words.keyMove, true], ['Enter', words.keyOpen, !!this.how.open],
      ['a', words.keyApprove, !!this.how.approve], ['r', words.keyReject, !!this.how.reject], ['?', words.keyHelp, true], ['Esc', words.keyClose, true]];
    return html`<sluice-dialog .open=${this.helping} .lang=${this.host.lang} heading=${words.keysTitle} @dismiss=${() => this.show(false)}>
      <dl class="keys">${keys.filter(([, , used]) => used).map(([key, meaning]) => html`<div class="row"><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)}</dl>
      <p class="muted small">${words.keysOnlyInList}</p>
    </sluice-dialog>`;
  }

  show(helping: boolean): void {
    this.helping = helping;
    this.host.requestUpdate();
  }

  /** One row is in the tab order: the one that had the focus last. */
  private rove(): void {
    const rows = this.how.rows();
    const current = rows.find(row => row.tabIndex === 0 && row.dataset['roved'] === '') ?? rows[0];
    for (const row of rows) {
      row.tabIndex = row === current ? 0 : -1;
    }
  }

  private focus(row: HTMLElement | undefined): void {
    if (!row) return;
    for (const other of this.how.rows()) {
      other.tabIndex = other === row ? 0 : -1;
      if (other === row) other.dataset['roved'] = '';
      else delete other.dataset['roved'];
    }
    row.focus();
    row.scrollIntoView?.({ block: 'nearest' });
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.how.rows();
    const target = event.composedPath()[0] as HTMLElement;
    const at = rows.indexOf(target);
    if (at < 0) return;
    const letters = this.host.letterKeys;
    const run = (what: ((row: HTMLElement) => void) | undefined) => {
      if (!what) return;
      event.preventDefault();
      what(target);
    };
    switch (event.key) {
      case 'ArrowDown': event.preventDefault(); this.focus(rows[at + 1]); break;
      case 'ArrowUp': event.preventDefault(); this.focus(rows[at - 1]); break;
      case 'Home': event.preventDefault(); this.focus(rows[0]); break;
      case 'End': event.preventDefault(); this.focus(rows[rows.length - 1]); break;
      case 'Enter': run(this.how.open); break;
      case 'j': if (letters) run(() => this.focus(rows[at + 1])); break;
      case 'k': if (letters) run(() => this.focus(rows[at - 1])); break;
      case 'a': if (letters) run(this.how.approve); break;
      case 'r': if (letters) run(this.how.reject); break;
      case '?': if (letters) run(() => this.show(true)); break;
    }
  };
}
