import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base, SluiceElement, tokens } from '../base/index';
import { detailStyles } from './styles';

/** A part of the page that is loaded when it comes near, so that the page itself takes one call. */
export abstract class LazyPart extends SluiceElement {
  static override styles = [tokens, base, detailStyles, css`:host { container-type: inline-size; min-height: 3rem; }`];

  @property({ attribute: false }) promotion = '';
  /** Changes when the promotion does; then the part is loaded anew. */
  @property({ attribute: false }) revision = '';
  @state() protected near = false;
  private watcher?: IntersectionObserver;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.near) return;
    this.watcher = new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting)) this.approach();
    }, { rootMargin: '300px' });
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
  }

  /** Loads now. */
  approach(): void {
    this.near = true;
    this.watcher?.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.near && changed.get('revision')) this.refresh();
  }

  /** Address of something of the promotion, once it is to be loaded. */
  protected address(what: string): string | undefined {
    return this.near && this.promotion ? `/promotions/${encodeURIComponent(this.promotion)}${what}` : undefined;
  }

  protected abstract refresh(): void;

  protected more(pages: { next?: string; loading: boolean; failure?: unknown; more(): Promise<void> }, words: { more: string; failed: string }): TemplateResult {
    return html`${pages.failure ? html`<p class="wrong" role="alert">${words.failed}</p>` : ''}${pages.next
      ? html`<div><button type="button" aria-busy=${String(pages.loading)} @click=${() => pages.more()}>${words.more}</button></div>` : ''}`;
  }
}
