import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Artifact, Page, PastRelease } from '../api/contract';
import { base, clock, define, empty, format, person, Resource, SluiceElement, tokens } from '../base/index';
import { board } from './messages';

/** What has lived in a workspace, newest first. */
export class SluiceReleaseHistory extends SluiceElement {
  static override styles = [tokens, base, css`
    li { display: grid; gap: 0.15rem; padding-block: 0.75rem; border-block-end: 1px solid var(--_line); }
    li:last-child { border: 0; }
  `];

  @property({ attribute: false }) artifact?: Artifact;
  @property() workspace = '';

  private readonly releases = new Resource<Page<PastRelease>>(this, () => this.artifact && this.workspace
    ? `/artifacts/${encodeURIComponent(this.artifact.kind)}/${encodeURIComponent(this.artifact.id)}/releases?workspace=${encodeURIComponent(this.workspace)}&limit=20`
    : undefined, { poll: false });

  protected override render() {
    const words = this.words(board);
    return this.releases.view(({ items }) => items.length === 0 ? empty(words.historyEmpty)
      : html`<ol>${items.map((release, at) => this.release(release, at === 0 ? release.promotion : items[0]?.promotion))}</ol>`, { loading: words.historyLoading });
  }

  private release(release: PastRelease, current: string | undefined) {
    const words = this.words(board);
    const at = (time: string) => format.moment(time, clock.now(), this.locale);
    return html`<li>
      <div class="row"><span class="strong">${release.version}</span>${release.until ? nothing : html`<span class="chip good">${words.now}</span>`}
        <span class="muted small">${words[`cause${release.cause}`]}</span></div>
      <span class="small muted" title=${release.digest}>${release.until ? words.fromTo(at(release.since), at(release.until)) : words.from(at(release.since))}${release.by ? html` · ${person(this, release.by)}` : nothing}</span>
      <span class="row small">
        ${release.promotion ? this.link(release.promotion, words.openRequest(release.promotion)) : nothing}
        ${release.mayRollBackTo && current ? this.link(current, words.putBack(release.version)) : nothing}
      </span>
    </li>`;
  }

  private link(promotion: string, text: string) {
    const to = { promotion };
    return html`<a href=${this.href('promotion', to)} @click=${(event: MouseEvent) => this.go('promotion', to, event)}>${text}</a>`;
  }
}

define('sluice-release-history', SluiceReleaseHistory);
