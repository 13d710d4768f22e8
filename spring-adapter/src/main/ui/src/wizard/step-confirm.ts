import { html, nothing, type TemplateResult } from 'lit';
import type { EligibilityItem } from '../api/contract';
import { clock, describedBy, Failure, failureBox, field, format, type SluiceElement } from '../base';
import { refusals } from './findings';
import { wizardWords } from './messages';
import { quorum } from './step-approval';
import { momentOf, type Draft, type Step } from './steps';

export interface ConfirmStep {
  draft: Draft;
  item: EligibilityItem | undefined;
  failure: Failure | undefined;
  nameOf: (workspace: string) => string;
  wrong: (field: 'reason' | 'issue') => string | undefined;
  change: (draft: Partial<Draft>) => void;
  goTo: (step: Step) => void;
  retry: () => void;
}

/** Step 5: everything once more, and why. */
export function confirmStep(host: SluiceElement, step: ConfirmStep): TemplateResult {
  const words = host.words(wizardWords);
  return html`<div class="stack">
    ${step.failure ? failureBox(host, step.failure, { writing: true, ...(step.failure.passing ? { retry: step.retry } : {}) }) : nothing}
    ${summary(host, step)}
    ${reason(host, step)}
    ${issue(host, step)}
    ${step.draft.whenEligible ? html`<p class="note">${words.requestWaitingHelp}</p>` : nothing}
  </div>`;
}

function summary(host: SluiceElement, step: ConfirmStep): TemplateResult {
  const words = host.words(wizardWords);
  const { draft, item } = step;
  const row = (label: string, value: unknown, to: Step) => html`<div><dt>${label}</dt><dd>${value}</dd>
    <dd class="change"><button type="button" class="link" @click=${() => step.goTo(to)} aria-label=${words.changeOf(label)}>${words.change}</button></dd></div>`;
  const stages = item?.stages ?? [];
  const missing = item && draft.whenEligible ? refusals(item) : [];
  const planned = draft.scheduled ? momentOf(draft.notBefore) : undefined;
  return html`<section aria-labelledby="summary"><h3 id="summary">${words.summary}</h3>
    <dl class="summary-list card">
      ${row(words.sumArtifact, html`<span class="strong">${draft.artifact?.id}</span> <span class="chip">${draft.artifact?.kind}</span>`, 'what')}
      ${row(words.sumVersion, html`<span class="strong">${draft.version}</span>${item?.change?.before
        ? html` <span class="muted">(${words.sumReplaces}: ${item.change.before.version})</span>` : nothing}`, 'what')}
      ${row(words.sumPath, html`${step.nameOf(draft.source ?? '')} → <span class="strong">${step.nameOf(draft.target ?? '')}</span>`, 'where')}
      ${missing.length ? row(words.sumMissing, html`<ul>${missing.map(({ message }) => html`<li>${message}</li>`)}</ul>`, 'checks') : nothing}
      ${row(words.sumApproval, stages.length === 0 ? words.sumNobody
        : stages.map(stage => `${stage.name}: ${stage.rules.map(rule => quorum(host, rule)).join(', ')}`).join(' → '), 'approval')}
      ${row(words.sumTime, planned ? words.sumNotBefore(format.moment(planned, clock.now(), host.locale)) : words.sumNow, 'approval')}
    </dl></section>`;
}

function reason(host: SluiceElement, step: ConfirmStep): TemplateResult {
  const words = host.words(wizardWords);
  const wrong = step.wrong('reason');
  const about = { id: 'reason', label: words.reason, help: words.reasonHelp, required: true, ...(wrong ? { error: wrong } : {}) };
  return field(host, about, html`<textarea id="reason" rows="4" required maxlength="4000" .value=${step.draft.reason}
    aria-describedby=${describedBy(about)} aria-invalid=${String(!!wrong)}
    @input=${(event: Event) => step.change({ reason: (event.target as HTMLTextAreaElement).value })}></textarea>`);
}

function issue(host: SluiceElement, step: ConfirmStep): TemplateResult {
  const words = host.words(wizardWords);
  const wrong = step.wrong('issue');
  const about = { id: 'issue', label: words.issue, help: words.issueHelp, mark: true, ...(wrong ? { error: wrong } : {}) };
  return field(host, about, html`<input id="issue" type="url" inputmode="url" maxlength="1000" .value=${step.draft.issue}
    aria-describedby=${describedBy(about)} aria-invalid=${String(!!wrong)}
    @input=${(event: Event) => step.change({ issue: (event.target as HTMLInputElement).value })}>`);
}
