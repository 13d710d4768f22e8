import { html, nothing, type TemplateResult } from 'lit';
import type { Change, ChangeRow, EligibilityItem } from '../api/contract';
import { clock, Failure, failureBox, format, inWords, loading, type SluiceElement } from '../base';
import { findingsOf, readiness, type Finding, type Remedy } from './findings';
import type { Asked } from './latest';
import { wizardWords } from './messages';
import type { Draft } from './steps';

export interface ChecksStep {
  draft: Draft;
  asked: Asked<EligibilityItem>;
  askedAt: number | undefined;
  nameOf: (workspace: string) => string;
  again: () => void;
  requestWaiting: () => void;
  openPromotion: (id: string, event: MouseEvent) => void;
  promotionHref: (id: string) => string;
  remedy: (remedy: Remedy) => void;
  /** Whether a path into the source is known, so that the wizard can go there first. */
  sourceHasSource: boolean;
}

const SHAPES: Record<Finding['result'], string> = { PASSED: '✓', BLOCKED: '✕', WARNING: '!', RUNNING: '…' };
const TONES: Record<Finding['result'], string> = { PASSED: 'good', BLOCKED: 'bad', WARNING: 'warn', RUNNING: 'accent' };

/** Step 3: what has passed, what stands in the way, and what to do about it. */
export function checksStep(host: SluiceElement, step: ChecksStep): TemplateResult {
  const words = host.words(wizardWords);
  const { asked } = step;
  const item = asked.state === 'ANSWERED' ? asked.answer : asked.state === 'NOTHING' ? undefined : asked.before;
  return html`<div class="stack" aria-busy=${String(asked.state === 'ASKING')}>
    <div class="spread">
      <p class="muted small" role="status">${asked.state === 'ASKING' ? words.checking
        : step.askedAt !== undefined ? words.checkedAt(format.timeOfDay(step.askedAt, host.locale)) : nothing}</p>
      <button type="button" class="small" aria-busy=${String(asked.state === 'ASKING')} @click=${step.again}>${words.checkAgain}</button>
    </div>
    ${asked.state === 'FAILED' ? failureBox(host, Failure.of(asked.error), { retry: step.again }) : nothing}
    ${item ? answer(host, step, item) : asked.state === 'ASKING' ? loading(words.checking, 3) : nothing}
  </div>`;
}

function answer(host: SluiceElement, step: ChecksStep, item: EligibilityItem): TemplateResult {
  const words = host.words(wizardWords);
  const findings = findingsOf(item);
  return html`
    ${item.duplicate ? html`<p class="note warn">${words.duplicate(item.duplicate)} → <a href=${step.promotionHref(item.duplicate)}
      @click=${(event: MouseEvent) => step.openPromotion(item.duplicate as string, event)}>${words.remedyOpen}</a></p>` : nothing}
    ${findings.length === 0 && !item.duplicate ? html`<p class="note good"><span aria-hidden="true">✓ </span>${words.allClear}</p>` : nothing}
    <ul class="findings">${findings.map(finding => html`<li class="finding card">${line(host, step, finding)}</li>`)}</ul>
    ${readiness(item) === 'WHEN_ELIGIBLE' ? html`<div class="note stack">
      <p>${words.requestWaitingHelp}</p>
      <div><button type="button" id="waiting" @click=${step.requestWaiting}>${words.requestWaiting}</button></div></div>` : nothing}
    ${item.change ? changes(host, item.change) : nothing}`;
}

function line(host: SluiceElement, step: ChecksStep, finding: Finding): TemplateResult {
  const words = host.words(wizardWords);
  const { check, blocker } = finding;
  const facts = check ? [
    check.measuredAt ? words.measured(moment(host, check.measuredAt), check.reportedBy ?? '') : '',
    check.validUntil ? words.validUntil(moment(host, check.validUntil)) : ''
  ].filter(Boolean) : [];
  return html`<div class="stack tight">
    <p class="spread"><span class="strong">${check ? finding.title : inWords(host, blocker)}</span>
      <span class="chip ${TONES[finding.result]}"><span aria-hidden="true">${SHAPES[finding.result]}</span>${words[`result${finding.result}`]}</span></p>
    ${finding.detail ? html`<p>${finding.detail}</p>` : nothing}
    ${facts.length || check?.why ? html`<p class="muted small">${[...facts, check?.why ?? ''].filter(Boolean).join(' · ')}</p>` : nothing}
    ${evidence(host, check?.evidence || blocker?.evidence || '')}
    ${blocker ? html`<dl class="todo"><dt>${words.whatToDo}</dt><dd>
      <p>${format.readable(blocker.action, host.locale)}</p>
      <p class="muted small">${[blocker.earliest ? words.earliest(moment(host, blocker.earliest)) : '',
        blocker.liftedBy && blocker.lifts !== 'BY_ITSELF' && blocker.lifts !== 'NEVER' ? words.liftedBy(blocker.liftedBy) : ''].filter(Boolean).join(' · ')}</p>
      ${remedy(host, step, finding)}</dd></dl>` : nothing}
  </div>`;
}

function evidence(host: SluiceElement, text: string): TemplateResult | typeof nothing {
  if (!text) return nothing;
  const label = host.words(wizardWords).evidence;
  return html`<p class="small">${label}: ${/^https?:\/\/\S+$/.test(text)
    ? html`<a href=${text} target="_blank" rel="noopener noreferrer">${text}</a>` : text}</p>`;
}

function remedy(host: SluiceElement, step: ChecksStep, finding: Finding): TemplateResult | typeof nothing {
  const words = host.words(wizardWords);
  const run = (label: string, what: Remedy) =>
    html`<button type="button" class="small" @click=${() => step.remedy(what)}>${label}</button>`;
  switch (finding.remedy) {
    case 'AGAIN': return run(words.checkAgain, 'AGAIN');
    case 'SOURCE': return step.sourceHasSource ? run(words.remedySource(step.nameOf(step.draft.source ?? '')), 'SOURCE') : nothing;
    case 'SETTINGS': return run(words.remedySettings(step.nameOf(step.draft.target ?? '')), 'SETTINGS');
    case 'BOARD': return run(words.remedyBoard, 'BOARD');
    default: return nothing;
  }
}

function changes(host: SluiceElement, change: Change): TemplateResult {
  const words = host.words(wizardWords);
  const rows = change.rows.filter(({ effect }) => effect !== 'SAME' && effect !== 'KEPT');
  return html`<details class="card"><summary>${words.changes(rows.length)}</summary>
    <p class="muted small">${change.before ? `${change.before.version} → ${change.after.version}` : html`${words.nothingLive} → ${change.after.version}`}</p>
    ${rows.length === 0 ? html`<p>${words.noChanges}</p>` : html`<div class="cards"><table>
      <thead><tr><th scope="col">${words.changeKey}</th><th scope="col">${words.changeBefore}</th><th scope="col">${words.changeAfter}</th><th scope="col">${words.changeEffect}</th></tr></thead>
      <tbody>${rows.map(row => html`<tr><th scope="row" class="mono">${row.key}</th>
        <td data-label=${words.changeBefore}>${value(host, row, row.before)}</td><td data-label=${words.changeAfter}>${value(host, row, row.after)}</td>
        <td data-label=${words.changeEffect}>${words[`effect${row.effect}`]}</td></tr>`)}</tbody></table></div>`}
  </details>`;
}

function value(host: SluiceElement, row: ChangeRow, text: string | undefined): TemplateResult {
  const words = host.words(wizardWords);
  if (text === undefined) return html`<span class="muted">${words.none}</span>`;
  return row.secret ? html`<span class="mono">${text}</span> <span class="muted small">(${words.secret})</span>` : html`<span class="mono">${text}</span>`;
}

function moment(host: SluiceElement, at: string): string {
  return format.moment(at, clock.now(), host.locale);
}
