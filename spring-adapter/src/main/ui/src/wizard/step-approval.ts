import { html, nothing, type TemplateResult } from 'lit';
import type { EligibilityItem, Stage } from '../api/contract';
import { clock, describedBy, field, format, type SluiceElement } from '../base';
import { wizardWords } from './messages';
import { localOf, type Draft } from './steps';

const NAMES_SHOWN = 8;

export interface ApprovalStep {
  draft: Draft;
  item: EligibilityItem | undefined;
  wrong: string | undefined;
  change: (draft: Partial<Draft>) => void;
}

/** Step 4: who must say yes, what happens when, and whether it waits for a planned time. */
export function approvalStep(host: SluiceElement, step: ApprovalStep): TemplateResult {
  const words = host.words(wizardWords);
  const stages = step.item?.stages ?? [];
  return html`<div class="stack">
    <section aria-labelledby="who"><h3 id="who">${words.whoApproves}</h3>
      ${stages.length === 0 ? html`<p>${words.nobodyApproves}</p>` : html`
        ${stages.length > 1 ? html`<p class="muted small">${words.stagesInOrder}</p>` : nothing}
        <ol class="stages">${stages.map(stage => html`<li class="card">${stageView(host, stage)}</li>`)}</ol>
        <p class="muted small">${words.ruleNever}</p>`}
    </section>
    <section aria-labelledby="when"><h3 id="when">${words.timeline}</h3>${timeline(host, step.item)}</section>
    ${schedule(host, step)}
  </div>`;
}

/** "2 of: release-managers". */
export function quorum(host: SluiceElement, rule: Stage['rules'][number]): string {
  const asked = rule.persons?.length ? rule.persons.map(({ name }) => name) : rule.roles ?? [];
  return host.words(wizardWords).ruleRoles(rule.required,
    new Intl.ListFormat(host.locale, { type: 'disjunction' }).format(asked));
}

function stageView(host: SluiceElement, stage: Stage): TemplateResult {
  const words = host.words(wizardWords);
  const names = stage.candidates.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = stage.candidates.length - names.length;
  return html`<p class="strong">${stage.name}</p>
    <ul>${stage.rules.map(rule => html`<li>${quorum(host, rule)}</li>`)}</ul>
    <p class="small ${names.length ? 'muted' : 'wrong'}">${names.length === 0 ? words.noCandidates
      : more > 0 ? words.candidatesMore(names.join(', '), more) : words.candidates(format.listed(names, host.locale))}</p>
    ${(stage.away ?? []).map(each => html`<p class="small">${words.away(each.person.name, format.moment(each.until, clock.now(), host.locale), each.instead?.name ?? '')}</p>`)}`;
}

function timeline(host: SluiceElement, item: EligibilityItem | undefined): TemplateResult {
  const words = host.words(wizardWords);
  const events = item?.timeline ?? [];
  if (events.length === 0) return html`<p>${words.noTimeline}</p>`;
  return html`<ol class="timeline">${events.map(event => html`<li>
    <span class="when number">${event.at ? html`<time datetime=${event.at} title=${format.absolute(event.at, host.locale)}>${
      Date.parse(event.at) <= clock.now() ? words.now : format.moment(event.at, clock.now(), host.locale)}</time>` : nothing}</span>
    <span><span class="strong">${words[`event${event.event}`]}</span>${event.text ? html`<br><span class="muted small">${event.text}</span>` : nothing}</span></li>`)}</ol>`;
}

function schedule(host: SluiceElement, step: ApprovalStep): TemplateResult {
  const words = host.words(wizardWords);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const about = { id: 'notBefore', label: words.notBefore, help: words.notBeforeHelp(zone), required: true, ...(step.wrong ? { error: step.wrong } : {}) };
  return html`<fieldset class="stack tight"><legend class="hidden-visually">${words.schedule}</legend>
    <label class="choice"><input type="checkbox" id="scheduled" .checked=${step.draft.scheduled} aria-describedby="scheduled-help"
        @change=${(event: Event) => step.change({ scheduled: (event.target as HTMLInputElement).checked })}>
      <span><span class="strong">${words.schedule}</span><br><span class="muted small" id="scheduled-help">${words.scheduleHelp}</span></span></label>
    ${step.draft.scheduled ? field(host, about, html`<input id="notBefore" class="moment" type="datetime-local" required min=${localOf(clock.now())}
      .value=${step.draft.notBefore} aria-describedby=${describedBy(about)} aria-invalid=${String(!!step.wrong)}
      @input=${(event: Event) => step.change({ notBefore: (event.target as HTMLInputElement).value })}>`) : nothing}
  </fieldset>`;
}
