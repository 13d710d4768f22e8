import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define, loading } from '../base/index';
import { load } from '../elements';
import { LazyPart } from './lazy';
import { detailWords } from './messages';

/** The process of a promotion: its diagram, and its steps as a list, which says the same. What draws comes when it is near. */
export class PromotionProcess extends LazyPart {
  /** False leaves the diagram out. */
  @property({ attribute: false }) diagram = true;
  @state() private state: 'absent' | 'ready' | 'failed' = 'absent';

  override approach(): void {
    super.approach();
    load('sluice-bpmn-diagram').then(() => (this.state = 'ready'), () => (this.state = 'failed'));
  }

  /** The diagram refreshes itself. */
  override refresh(): void {}

  protected override render() {
    const words = this.words(detailWords);
    switch (this.state) {
      case 'ready':
        return html`<sluice-bpmn-diagram .lang=${this.lang} promotion-id=${this.promotion} ?steps-only=${!this.diagram}></sluice-bpmn-diagram>`;
      case 'failed':
        return html`<p class="note warn" role="alert">${words.processFailed}</p>`;
      default:
        return this.near ? loading(words.processLoading, 2) : nothing;
    }
  }
}

define('sluice-promotion-process', PromotionProcess);
