import { html, nothing } from 'lit';
import type { Comment, Page } from '../api/contract';
import { define, person, Resource } from '../base/index';
import { Pages } from '../queue/pages';
import { LazyPart } from './lazy';
import { detailWords } from './messages';

/** What people wrote beside the promotion, oldest first. */
export class PromotionComments extends LazyPart {
  private readonly pages = new Pages<Comment>(this);
  private readonly comments = new Resource<Page<Comment>>(this, () => this.address('/comments'), {
    accept: value => this.pages.take(value as Page<Comment>, this.address('/comments') ?? '')
  });

  override refresh(): void {
    void this.comments.reload();
  }

  protected override render() {
    const words = this.words(detailWords);
    return this.comments.view(() => this.pages.items.length === 0 ? html`<p class="muted">${words.noComments}</p>` : html`
      <ol class="items">${this.pages.items.map(comment => html`<li class="item">
        <p class="small muted"><span class="strong">${person(this, comment.author)}</span> · <sluice-time .datetime=${comment.at} .locale=${this.locale}></sluice-time></p>
        <p class="quote">${comment.text}</p>
        ${comment.masked ? html`<p class="muted small">${words.masked}</p>` : nothing}
      </li>`)}</ol>
      ${this.more(this.pages, { more: words.more, failed: words.moreFailed })}`, { loading: words.commentsLoading });
  }
}

define('sluice-promotion-comments', PromotionComments);
