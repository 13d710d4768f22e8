import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from './define';
import { SluiceElement } from './element';
import { Failure } from './failure';
import { common } from './messages';
import { errorSummary, failureBox } from './parts';
import { base, tokens } from './styles';

/**
 * A modal question. Open it by adding it to the page with `open`, or by setting `open`.
 *
 *     <sluice-dialog open heading="Reject …?" confirm="Reject" danger .action=${() => this.reject()} @dismiss=${…}>
 *       …controls…
 *     </sluice-dialog>
 *
 * `action` runs when the user confirms; while it runs nothing can be pressed, so a double click sends once. When it throws
 * a `Failure`, the dialog stays open with what was typed and shows it; otherwise it closes with the event `done`. Cancel,
 * Esc and the cross send the cancelable event `dismiss` and close. The focus goes back to where it was.
 */
export class SluiceDialog extends SluiceElement {
  static override styles = [tokens, base, css`
    :host { display: contents; }
    dialog {
      width: min(34rem, calc(100vw - 1.5rem)); max-height: calc(100dvh - 1.5rem); padding: 0; overflow: auto; margin: auto;
      color: var(--_text); background: var(--_surface); border: 1px solid var(--_line); border-radius: calc(var(--_radius) * 1.5);
      box-shadow: 0 20px 60px rgb(0 0 0 / 30%);
    }
    :host([drawer]) dialog {
      width: min(32rem, 100vw); height: 100dvh; max-height: 100dvh; margin: 0 0 0 auto; border-radius: 0; border-width: 0 0 0 1px;
    }
    :host([drawer]) dialog[open] { display: grid; grid-template-rows: auto 1fr auto; }
    :host([wide]) dialog { width: min(60rem, calc(100vw - 1.5rem)); }
    dialog::backdrop { background: rgb(10 16 26 / 55%); }
    dialog[open] { animation: rise 140ms ease-out; }
    @keyframes rise { from { opacity: 0; translate: 0 8px; } }
    header { display: flex; gap: 1rem; align-items: start; justify-content: space-between; padding: 1.25rem 1.5rem 0; }
    .body { padding: 0.75rem 1.5rem 1.25rem; }
    footer {
      display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: flex-end; padding: 0.9rem 1.5rem; border-block-start: 1px solid var(--_line);
      background: var(--_sunken); position: sticky; bottom: 0;
    }
    footer .why { flex-basis: 100%; text-align: end; order: -1; }
    .cross { min-height: 2rem; width: 2rem; padding: 0; flex: none; }
    @media (max-width: 30rem) { footer button { flex: 1 1 auto; } header, .body, footer { padding-inline: 1rem; } }
    @media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
  `];

  @property({ type: Boolean, reflect: true }) open = false;
  @property() heading = '';
  /** Label of the button that does it; without one there is only Close. */
  @property() confirm = '';
  @property({ attribute: 'cancel-label' }) cancelLabel = '';
  @property({ type: Boolean }) danger = false;
  @property({ type: Boolean, reflect: true }) wide = false;
  /** At the edge of the page, as high as it. */
  @property({ type: Boolean, reflect: true }) drawer = false;
  /** Why it cannot be confirmed; the button stays focusable and says so. */
  @property() why?: string;
  /** Errors of the form inside; ids are of controls in the slot. */
  @property({ attribute: false }) errors: readonly { id: string; message: string }[] = [];
  @property({ attribute: false }) action?: () => Promise<unknown>;
  @state() private busy = false;
  @state() private failure?: Failure;
  private focusedBefore?: HTMLElement;
  private shown = false;

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  protected override render() {
    const words = this.words(common);
    return html`<dialog aria-labelledby="heading" aria-busy=${String(this.busy)} @cancel=${this.onEscape} @close=${this.onClosed} @keydown=${this.onKey}>
      <header><h2 id="heading" tabindex="-1">${this.heading}</h2>
        <button type="button" class="quiet cross" aria-label=${words.close} @click=${this.dismiss}><span aria-hidden="true">✕</span></button></header>
      <div class="body stack">
        ${errorSummary(this, this.errors)}
        ${this.failure ? failureBox(this, this.failure, { writing: true }) : nothing}
        <div><slot></slot></div>
      </div>
      <footer>
        <slot name="actions"></slot>
        <button type="button" @click=${this.dismiss}>${this.cancelLabel || (this.confirm ? words.cancel : words.close)}</button>
        ${this.confirm ? html`<button type="button" id="confirm" class="primary ${this.danger ? 'danger' : ''}" aria-disabled=${String(!!this.why)}
          aria-busy=${String(this.busy)} aria-describedby=${this.why ? 'why' : nothing} @click=${this.onConfirm}>${this.busy ? words.working : this.confirm}</button>
          ${this.why ? html`<span id="why" class="why muted small">${this.why}</span>` : nothing}` : nothing}
      </footer>
    </dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('open')) {
      if (this.open) this.show();
      else if (this.dialog?.open) this.hide();
    }
    if (changed.has('errors') && this.errors.length > 0) {
      this.renderRoot.querySelector<HTMLElement>('.summary')?.focus();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.shown) this.hide();
  }

  private show(): void {
    this.shown = true;
    this.focusedBefore = deepFocus();
    this.failure = undefined;
    if (!this.dialog?.open) this.dialog?.showModal();
    const first = this.querySelector<HTMLElement>('[autofocus]')
      ?? this.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea');
    (first ?? this.renderRoot.querySelector<HTMLElement>('#heading'))?.focus();
  }

  private hide(): void {
    this.shown = false;
    this.dialog?.close();
    const before = this.focusedBefore;
    this.focusedBefore = undefined;
    if (before?.isConnected) before.focus();
  }

  private readonly dismiss = () => {
    if (!this.busy && this.dispatchEvent(new CustomEvent('dismiss', { cancelable: true }))) {
      this.open = false;
    }
  };

  private readonly onEscape = (event: Event) => {
    event.preventDefault();
    this.dismiss();
  };

  /** A browser may close it without asking, when Esc is pressed twice. */
  private readonly onClosed = () => {
    if (!this.shown) return;
    this.shown = false;
    this.open = false;
    this.dispatchEvent(new CustomEvent('dismiss'));
  };

  /** Keys of a list around it are not for the dialog; Ctrl+Enter confirms from a text area. */
  private readonly onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && this.confirm) {
      event.preventDefault();
      void this.onConfirm();
    }
  };

  private readonly onConfirm = async () => {
    if (this.busy || this.why) return;
    this.busy = true;
    this.failure = undefined;
    try {
      // False keeps it open: the form has errors.
      const result = await this.action?.();
      this.busy = false;
      if (result !== false) {
        this.open = false;
        this.dispatchEvent(new CustomEvent('done'));
      }
    } catch (error) {
      this.busy = false;
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        this.failure = Failure.of(error);
        if (!(error instanceof Failure)) console.error(error);
      }
    }
  };
}

/** What has the focus, through shadow roots. */
export function deepFocus(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}

define('sluice-dialog', SluiceDialog);
