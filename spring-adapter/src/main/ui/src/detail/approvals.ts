import { html, nothing, type TemplateResult } from 'lit';
import type { PromotionDetail, Stage } from '../api/contract';
import { clock, format, type SluiceElement } from '../base/index';
import { detailWords } from './messages';

const LOOKS: Record<Stage['state'], { shape: string; tone: string }> = {
  WAITING: { shape: '○', tone: '' }, OPEN: { shape: '●', tone: 'warn' }, MET: { shape: '✓', tone: 'good' },
  REJECTED: { shape: '✕', tone: 'bad' }, CLOSED: { shape: '⊘', tone: '' }
};

/**
 * Who must say yes, who said what, and who could still.
 * @param othersOnly whether the requester and the authors never count, as for a protected target
 */
export function approvalStages(host: SluiceElement, stages: readonly Stage[], othersOnly: boolean): TemplateResult {
  const words = host.words(detailWords);
  if (stages.length === 0) return html`<p class="muted">${words.noApprovals}</p>`;
  return html`<ul class="items">${stages.map(stage => html`<li class="item">
    <div class="row"><h3>${words.stage(stage.name)}</h3>
      <span class="chip ${LOOKS[stage.state].tone}"><span aria-hidden="true">${LOOKS[stage.state].shape}</span>${words[`stage${stage.state}`]}</span></div>
    <ul>${stage.rules.map(rule => html`<li>${words.needs(rule.required, whom(rule))} <span class="muted">· ${words.given(rule.given, rule.required)}</span></li>`)}</ul>
    ${stage.decided.length > 0 ? decided(host, stage) : stage.state === 'OPEN' ? html`<p class="muted small">${words.nobodyDecided}</p>` : nothing}
    ${stage.state === 'OPEN' ? candidates(host, stage) : nothing}
  </li>`)}</ul>
  ${othersOnly ? html`<p class="muted small rule">${words.notRequester}</p>` : nothing}`;
}

function whom(rule: Stage['rules'][number]): string {
  return [...(rule.roles ?? []), ...(rule.persons ?? []).map(person => person.name)].join(', ');
}

function decided(host: SluiceElement, stage: Stage): TemplateResult {
  const words = host.words(detailWords);
  return html`<ul class="items" aria-label=${words.decided}>${stage.decided.map(each => html`<li>
    <p><span aria-hidden="true">${each.decision === 'APPROVE' ? '✓' : '✕'}</span>
      <span class="strong">${each.decision === 'APPROVE' ? words.approvedOn(each.person.name) : words.rejectedOn(each.person.name)}</span>
      ${each.onBehalfOf ? html`<span>${words.onBehalfOf(each.onBehalfOf.name)}</span>` : nothing}
      <span class="muted small">${each.roles.length > 0 ? `${words.asRoles(each.roles.join(', '))} · ` : ''}<sluice-time .datetime=${each.at} .locale=${host.locale}></sluice-time></span></p>
    ${each.comment ? html`<p class="quote">${each.comment}</p>` : nothing}
  </li>`)}</ul>`;
}

function candidates(host: SluiceElement, stage: Stage): TemplateResult {
  const words = host.words(detailWords);
  return stage.candidates.length === 0 ? html`<p class="note warn">${words.nobodyCould}</p>`
    : html`<p><span class="muted">${words.couldDecide}:</span> ${format.listed(stage.candidates.map(each => each.name), host.locale)}${stage.candidates.length >= 50
      ? ` ${words.andMore}` : ''}</p>
    ${(stage.away ?? []).map(each => html`<p class="small">${words.away(each.person.name, format.moment(each.until, clock.now(), host.locale), each.instead?.name ?? '')}</p>`)}`;
}

/** When it is due and what happens then; windows, schedule and reminders. */
export function timeFacts(host: SluiceElement, detail: PromotionDetail): TemplateResult {
  const words = host.words(detailWords);
  const { due, onDue, notBefore, windowOpens, soakedAt, reminders } = detail.time;
  const open = detail.endedAt === undefined;
  const at = (time: string) => html`<time datetime=${time} title=${format.absolute(time, host.locale)}>${format.absolute(time, host.locale)}</time>
    <span class="muted small">(<sluice-time .datetime=${time} .locale=${host.locale}></sluice-time>)</span>`;
  const rows: [string, unknown][] = [];
  if (due && open) {
    rows.push([words.due, html`<p><sluice-countdown .due=${due} .start=${detail.requestedAt} .locale=${host.locale}></sluice-countdown>
      <span class="muted small">· ${format.absolute(due, host.locale)}</span></p>${onDue ? html`<p>${onDueWords(host, onDue)}</p>` : nothing}`]);
  }
  if (notBefore) rows.push([words.scheduled, at(notBefore)]);
  if (windowOpens) rows.push([words.window, at(windowOpens)]);
  if (soakedAt) rows.push([words.soaked, at(soakedAt)]);
  if (reminders.length > 0 && open) rows.push([words.reminders, reminders.map(time => html`<p>${at(time)}</p>`)]);
  if (detail.endedAt) rows.push([words.ended, html`${at(detail.endedAt)}${detail.endedBy ? html` ${words.endedBy(detail.endedBy.name)}` : nothing}`]);
  return rows.length === 0 ? html`<p class="muted">${words.noTime}</p>`
    : html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function onDueWords(host: SluiceElement, onDue: NonNullable<PromotionDetail['time']['onDue']>): string {
  const words = host.words(detailWords);
  switch (onDue.action) {
    case 'EXPIRE': return words.onDueEXPIRE;
    case 'ESCALATE': return words.onDueESCALATE(onDue.to ?? '');
    case 'EXTEND': return words.onDueEXTEND(onDue.by ? spanWords(onDue.by, host.locale) : '');
  }
}

/** `P1DT4H` as people say it. */
export function spanWords(span: string, locale: string): string {
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/.exec(span);
  if (!found) return span;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map(part => Number(part ?? 0));
  const all = (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return format.lengthOf(all * 1000, locale);
}
