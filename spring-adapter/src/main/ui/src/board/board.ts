import { html } from 'lit';
import type { Board } from '../api/contract';
import { define, Resource, SluiceElement } from '../base/index';
import { board } from './messages';

export class SluiceBoard extends SluiceElement {
  private readonly board = new Resource<Board>(this, () => '/board');

  protected override render() {
    const words = this.words(board);
    return html`<section class="stack"><div class="spread"><h1>${words.title}</h1>${this.board.refreshLine()}</div>
      ${this.board.view(value => html`<p class="card">${value.items.length}</p>`, { loading: words.loading })}</section>`;
  }
}

define('sluice-board', SluiceBoard);
