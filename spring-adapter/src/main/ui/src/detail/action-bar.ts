import { html, nothing, type TemplateResult } from 'lit';
import type { Action, PromotionDetail } from '../api/contract';
import { inWords, type SluiceElement } from '../base/index';
import { detailWords } from './messages';
import { bypassStep, type QuestionKind } from './questions';

type Words = (typeof detailWords)['words']['en'];

/** A button of the bar; `why` is set when it is refused. */
export interface Offer {
  kind: QuestionKind;
  action: Action;
  label: string;
  tone: '' | 'primary' | 'danger';
  why?: string;
}

/** In the order of the bar. What belongs to a section (reminding, times) is offered there. */
const BAR: readonly Action[] = ['APPROVE', 'REJECT', 'RETRY', 'GIVE_UP', 'CLOSE_REPAIR', 'ROLL_BACK', 'COMMENT', 'CANCEL', 'BYPASS'];

/** Not everybody's business. */
const BESIDE: readonly Action[] = ['CANCEL', 'BYPASS', 'ASSIGN', 'RESCHEDULE', 'EXTEND_DEADLINE', 'ROLL_BACK', 'RETRY', 'GIVE_UP', 'REMIND'];

export function offersOf(host: SluiceElement, detail: PromotionDetail, actions: readonly Action[] = BAR): Offer[] {
  const words = host.words(detailWords);
  const offers = actions.flatMap((action): Offer[] => {
    const permission = detail.actions[action];
    // Who has no such right at all is not told about it again and again; who must wait or ask another is.
    if (!permission || (BESIDE.includes(action) && permission.why?.code === 'forbidden')) return [];
    const kind = action === 'BYPASS' ? bypassStep(detail) : action;
    const why = permission.allowed ? undefined : inWords(host, permission.why) ?? words.notNow;
    return [{ kind, action, label: label(kind, words), tone: action === 'REJECT' ? 'danger' : '', ...(why === undefined ? {} : { why }) }];
  });
  const first = offers.find(offer => offer.why === undefined && ['APPROVE', 'RETRY', 'CLOSE_REPAIR'].includes(offer.action));
  if (first) first.tone = 'primary';
  return offers;
}

function label(kind: QuestionKind, words: Words): string {
  switch (kind) {
    case 'APPROVE': return words.approve;
    case 'REJECT': return words.reject;
    case 'COMMENT': return words.comment;
    case 'CANCEL': return words.cancelRequest;
    case 'ROLL_BACK': return words.rollBack;
    case 'RETRY': return words.retry;
    case 'GIVE_UP': return words.giveUp;
    case 'REMIND': return words.remind;
    case 'RESCHEDULE': return words.reschedule;
    case 'EXTEND_DEADLINE': return words.extend;
    case 'CLOSE_REPAIR': return words.closeRepair;
    case 'ASSIGN': return words.assign;
    case 'BYPASS': return words.bypass;
    case 'BYPASS_CONFIRM': return words.bypassConfirm;
    case 'BYPASS_REVIEW': return words.bypassReview;
  }
}

/** Buttons that stay focusable when they are refused, and the reasons beside them, each once. */
export function buttons(offers: readonly Offer[], group: string, open: (kind: QuestionKind) => void): TemplateResult {
  const reasons = [...new Set(offers.flatMap(offer => offer.why ?? []))];
  const id = (why: string) => `${group}-why-${reasons.indexOf(why)}`;
  return html`<div class="row buttons">${offers.map(offer => html`<button type="button" class=${offer.tone} data-action=${offer.kind}
      aria-disabled=${String(offer.why !== undefined)} aria-describedby=${offer.why === undefined ? nothing : id(offer.why)}
      @click=${() => offer.why === undefined && open(offer.kind)}>${offer.label}</button>`)}</div>
    ${reasons.length === 0 ? nothing : html`<ul class="whys muted small">${reasons.map(why => html`<li id=${id(why)}><span class="strong">${offers
      .filter(offer => offer.why === why).map(offer => offer.label).join(', ')}:</span> ${why}</li>`)}</ul>`}`;
}
