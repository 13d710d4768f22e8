import { html, nothing, type TemplateResult } from 'lit';
import type { Progress, PromotionDetail, PromotionSummary } from '../api/contract';
import { clock, format, kindChip, person, protectedChip, statusBadge, type SluiceElement } from '../base/index';
import { isWebAddress } from './checks';
import { detailWords } from './messages';

/** `2.7.3 → 2.8.0`, or the new version alone where there was none. */
export function versions(host: SluiceElement, promotion: { version: string; replaces?: string }): TemplateResult {
  const words = host.words(detailWords);
  return html`<span class="versions">${promotion.replaces ? html`${promotion.replaces} <span class="arrow" aria-hidden="true">→</span><span
    class="hidden-visually">${words.into}</span> ` : nothing}<span class="strong">${promotion.version}</span></span>`;
}

/** `Staging → Production`, with what kind of workspace that is. */
export function way(host: SluiceElement, promotion: PromotionSummary): TemplateResult {
  const words = host.words(detailWords);
  // What is put back comes from where it goes.
  const from = promotion.source.id === promotion.target.id ? nothing : html`<span class="hidden-visually">${words.from} </span>${promotion.source.name} <span
    class="arrow" aria-hidden="true">→</span><span class="hidden-visually">${words.into}</span> `;
  return html`<span class="row way"><span>${from}${promotion.target.name}</span>${kindChip(host, promotion.target.environmentType)}${promotion.target.protected
    ? protectedChip(host) : nothing}</span>`;
}

/** What it is, where it goes, who asked for it and why. */
export function header(host: SluiceElement, detail: PromotionDetail, copied: boolean, copy: () => void): TemplateResult {
  const words = host.words(detailWords);
  const before = detail.replaces ?? detail.change.before?.version;
  const shown = { version: detail.version, ...(before && before !== detail.version ? { replaces: before } : {}) };
  return html`<header class="stack head">
    <div class="spread"><h1 tabindex="-1">${detail.artifact.id} ${versions(host, shown)}</h1>${statusBadge(host, detail)}</div>
    <div class="row">${way(host, detail)}<span class="chip ${detail.kind === 'ROLLBACK' ? 'back' : ''}">${detail.kind === 'ROLLBACK' ? words.rollback : words.promotion}</span><span class="chip">${detail.artifact.kind}</span></div>
    ${detail.detail ? html`<p>${format.readable(detail.detail, host.locale)}</p>` : nothing}
    <dl class="facts">
      <dt>${words.requestedBy}</dt><dd>${person(host, detail.requestedBy)} · <sluice-time .datetime=${detail.requestedAt} .locale=${host.locale}></sluice-time></dd>
      <dt>${words.reason}</dt><dd class="reason">${detail.reason || html`<span class="muted">${words.noReason}</span>`}</dd>
      ${detail.issue ? html`<dt>${words.issue}</dt><dd>${isWebAddress(detail.issue)
        ? html`<a href=${detail.issue} rel="noreferrer noopener" target="_blank">${detail.issue}</a>` : detail.issue}</dd>` : nothing}
      ${detail.authors.length > 0 ? html`<dt>${words.authors}</dt><dd>${format.listed(detail.authors.map(each => each.name), host.locale)}</dd>` : nothing}
      ${detail.others.length > 0 ? html`<dt>${words.alsoGo}</dt><dd>${detail.others.map(each => html`<p>${each.artifact.id} ${each.version}</p>`)}</dd>` : nothing}
      ${detail.skip ? html`<dt>${words.passesOver}</dt><dd>${words.skipped(format.listed(detail.skip.workspaces, host.locale), detail.skip.reason)}</dd>` : nothing}
      <dt>${words.digest}</dt><dd><code>${detail.digest}</code></dd>
      <dt>${words.id}</dt><dd class="row"><code>${detail.id}</code><button type="button" class="small" @click=${copy}>${words.copyId}</button>
        <span role="status" class="muted small">${copied ? words.copied : ''}</span></dd>
    </dl>
  </header>`;
}

const SHAPES: Record<Progress['state'], string> = { DONE: '✓', ACTIVE: '●', FAILED: '✕', WAITING: '○', SKIPPED: '–' };

/** Requested ✓ → Checks ✓ → Approval 1 of 2 → Apply → Verify, with times. */
export function progress(host: SluiceElement, steps: readonly Progress[]): TemplateResult {
  const words = host.words(detailWords);
  return html`<ol class="progress" aria-label=${words.progress}>${steps.map(step => html`<li class=${step.state}
      aria-current=${step.state === 'ACTIVE' ? 'step' : nothing}>
    <span class="dot" aria-hidden="true">${SHAPES[step.state]}</span>
    <span class="step"><span class="strong">${words[`step${step.step}`]}</span><span class="hidden-visually">, ${words[`state${step.state}`]}</span>
      ${step.text ? html`<span class="small">${step.text}</span>` : nothing}
      ${step.at ? html`<time class="muted small" datetime=${step.at} title=${format.absolute(step.at, host.locale)}>${format.moment(step.at, clock.now(), host.locale)}</time>` : nothing}</span>
  </li>`)}</ol>`;
}
