import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ProcessState, ProcessStep } from '../api/contract';
import { define, format, Resource } from '../base/index';
import { LazyPart } from './lazy';
import { detailWords } from './messages';

const LOOKS: Record<ProcessStep['state'], { shape: string; tone: string }> = {
  DONE: { shape: '✓', tone: 'good' }, ACTIVE: { shape: '●', tone: 'accent' }, INCIDENT: { shape: '⚠', tone: 'bad' },
  CANCELLED: { shape: '⊘', tone: '' }, AHEAD: { shape: '○', tone: '' }
};

/** The process of a promotion: its diagram, and its steps as a list, which says the same. */
export class PromotionProcess extends LazyPart {
  @property({ attribute: false }) diagram = true;
  private readonly process = new Resource<ProcessState>(this, () => this.address('/process'), { poll: false });

  override refresh(): void {
    void this.process.reload();
  }

  protected override render() {
    const words = this.words(detailWords);
    return this.process.view(process => html`<div class="stack">
      <p class="muted small">${words.processOf(process.process, process.version, process.running)}</p>
      <ol class="items" aria-label=${words.steps}>${process.steps.map(step => this.step(step))}</ol></div>`,
    { loading: words.processLoading, missing: words.noProcess });
  }

  private step(step: ProcessStep) {
    const words = this.words(detailWords);
    const look = LOOKS[step.state];
    return html`<li class="item"><div class="row">
      <span class="chip ${look.tone}"><span aria-hidden="true">${look.shape}</span>${words[`process${step.state}`]}${step.active > 1 ? ` × ${step.active}` : ''}</span>
      <span class="strong">${step.name}</span>
      ${step.since ? html`<span class="muted small"><sluice-time .datetime=${step.since} .locale=${this.locale}></sluice-time></span>` : nothing}
      ${step.who && step.who.length > 0 ? html`<span class="small">${format.listed(step.who.map(each => each.name), this.locale)}</span>` : nothing}
      ${step.timer ? html`<span class="muted small">${words.timer} <sluice-time .datetime=${step.timer} .locale=${this.locale}></sluice-time></span>` : nothing}
    </div>${step.message ? html`<p class="wrong">${step.message}</p>` : nothing}</li>`;
  }
}

define('sluice-promotion-process', PromotionProcess);
