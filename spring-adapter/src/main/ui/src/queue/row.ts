import { html, nothing, type TemplateResult } from 'lit';
import type { Person, QueueRow } from '../api/contract';
import { clock, common, statusBadge, type SluiceElement } from '../base/index';
import { versions, way } from '../detail/header';
import { detailWords } from '../detail/messages';
import { queueWords } from './messages';
import { checkWords, initials, names, thenWords, whyWords } from './words';

export interface RowOptions {
  me: string;
  /** Place in the list; a promotion that asks two stages at a time is there twice. */
  at: number;
  selectable: boolean;
  selected: boolean;
  /** Whether rows of this list can be selected at all. */
  ticks: boolean;
  select: () => void;
  look: (looking: boolean) => void;
}

/** One promotion of the list: what, where to, how far, until when, and what the person can do. */
export function queueRow(host: SluiceElement, row: QueueRow, how: RowOptions): TemplateResult {
  const words = host.words(queueWords);
  const { promotion } = row;
  const name = `${promotion.artifact.id} ${promotion.version}`;
  const due = row.task?.due ?? promotion.approval?.due;
  const overdue = due !== undefined && promotion.endedAt === undefined && Date.parse(due) <= clock.now();
  const params = { promotion: promotion.id };
  const why = whyWords(host, row);
  return html`<li class="entry card ${overdue ? 'overdue' : ''} ${how.ticks ? '' : 'unticked'}" tabindex="-1" data-at=${how.at} aria-labelledby="title-${how.at}">
    ${how.ticks ? html`<input type="checkbox" class="tick" .checked=${how.selected} ?disabled=${!how.selectable} aria-label=${words.select(name)} @change=${how.select}>` : nothing}
    <div class="what">
      <h2 class="title" id="title-${how.at}"><a href=${host.href('promotion', params)} @click=${(event: MouseEvent) => host.go('promotion', params, event)}>${promotion.artifact.id}
        ${versions(host, promotion)}</a></h2>
      ${way(host, promotion)}
      ${promotion.kind === 'ROLLBACK' ? html`<p><span class="chip back"><span aria-hidden="true">↺</span>${host.words(detailWords).rollback}</span></p>` : nothing}
      ${promotion.others.length > 0 ? html`<p class="muted small">${words.andOthers(promotion.others.length)}</p>` : nothing}
      <p class="reason">${promotion.reason.split('\n', 1)[0] || html`<span class="muted">${words.noReason}</span>`}</p>
      <p class="muted small">${words.requestedBy(promotion.requestedBy.name)} · <sluice-time .datetime=${promotion.requestedAt} .locale=${host.locale}></sluice-time></p>
      ${why ? html`<p><span class="chip wrap">${why}</span></p>` : nothing}
      ${row.task?.kind === 'REPAIR' ? html`<p><span class="chip bad wrap"><span aria-hidden="true">⚠</span>${words.repair}</span></p>` : nothing}
      ${promotion.incident ? html`<p><span class="chip bad wrap"><span aria-hidden="true">⚠</span>${words.stuck}</span></p>` : nothing}
    </div>
    <div class="state small">
      <p>${statusBadge(host, promotion)}</p>
      ${promotion.endedAt ? ended(host, row) : underWay(host, row, due, how)}
    </div>
    <div class="doing">
      <a class="button ${row.mayDecide ? 'primary' : ''}" href=${host.href('promotion', params)} aria-label=${promotion.endedAt ? words.openOf(name) : words.reviewOf(name)}
        @click=${(event: MouseEvent) => host.go('promotion', params, event)}>${promotion.endedAt ? host.words(common).open : words.review}</a>
      ${promotion.endedAt ? nothing : lookers(host, row.looking, how)}
    </div>
  </li>`;
}

function underWay(host: SluiceElement, row: QueueRow, due: string | undefined, { me, at }: RowOptions): TemplateResult {
  const words = host.words(queueWords);
  const then = due ? thenWords(row, words, host.locale) : undefined;
  const assigned = row.task?.assigned ?? [];
  const others = assigned.filter(person => person.id !== me);
  return html`
    <p>${row.approvals.required === 0 ? words.noApprovals : html`<span class="tip"><button type="button" class="link" aria-describedby="by-${at}">${words.approvals(row.approvals.given, row.approvals.required)}</button><span
      class="bubble" role="tooltip" id="by-${at}">${row.approvals.by.length === 0 ? words.nobodyYet : words.approvedBy(names(host, row.approvals.by))}</span></span>`}${row.task?.stage ? html`<span class="muted"> · ${words.stage(row.task.stage)}</span>` : nothing}</p>
    <p class=${row.checks.failed > 0 ? 'wrong' : ''}>${checkWords(row.checks, words)}</p>
    ${due ? html`<p><sluice-countdown .due=${due} .start=${row.task?.openedAt ?? row.promotion.requestedAt} .locale=${host.locale}></sluice-countdown>${then ? html`<span class="muted"> · ${then}</span>` : nothing}</p>` : nothing}
    ${others.length < assigned.length ? html`<p><span class="chip accent">${words.assignedToYou}</span></p>` : nothing}
    ${others.length > 0 ? html`<p class="muted">${words.assignedTo(names(host, others))}</p>` : nothing}`;
}

function ended(host: SluiceElement, row: QueueRow): TemplateResult {
  const words = host.words(queueWords);
  const { endedAt, endedBy, detail } = row.promotion;
  return html`<p class="muted"><sluice-time .datetime=${endedAt ?? ''} .locale=${host.locale}></sluice-time>${endedBy ? ` ${words.endedBy(endedBy.name)}` : nothing}</p>
    ${detail ? html`<p>${detail}</p>` : nothing}`;
}

/** Who said "I'm looking": a word among colleagues, never a lock. */
function lookers(host: SluiceElement, looking: readonly Person[], how: RowOptions): TemplateResult {
  const words = host.words(queueWords);
  const me = looking.some(person => person.id === how.me);
  return html`<div class="faces">
    ${looking.length > 0 ? html`<span class="hidden-visually">${words.looking(names(host, looking))}</span>${looking.slice(0, 4).map(person =>
      html`<span class="face" title=${words.looking(person.name)} aria-hidden="true">${initials(person.name)}</span>`)}` : nothing}
    <button type="button" class="small quiet" aria-pressed=${String(me)} @click=${() => how.look(!me)}>${words.look}</button>
  </div>`;
}
