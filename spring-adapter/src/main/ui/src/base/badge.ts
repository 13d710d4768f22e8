import { html, type TemplateResult } from 'lit';
import type { PromotionPhase, PromotionStatus } from '../api/contract';
import type { SluiceElement } from './element';
import { common } from './messages';

type Tone = 'accent' | 'good' | 'warn' | 'bad' | 'back' | '';

/** A word, a shape and a colour, so that none of them carries the meaning alone. */
interface Look {
  word: `status${'PENDING' | 'SCHEDULED' | 'CHECKING' | 'IN_LINE' | 'QUEUED' | 'HELD' | 'APPLYING' | 'VERIFYING' | 'ROLLING_BACK' | 'REPAIR' | 'COMPLETED' | 'REJECTED' | 'CANCELLED' | 'EXPIRED' | 'FAILED' | 'ROLLED_BACK' | 'SUPERSEDED'}`;
  shape: string;
  tone: Tone;
}

const ENDED: Record<Exclude<PromotionStatus, 'PENDING' | 'APPROVED'>, Look> = {
  COMPLETED: { word: 'statusCOMPLETED', shape: '✓', tone: 'good' },
  REJECTED: { word: 'statusREJECTED', shape: '✕', tone: 'bad' },
  EXPIRED: { word: 'statusEXPIRED', shape: '⊘', tone: '' },
  CANCELLED: { word: 'statusCANCELLED', shape: '⊘', tone: '' },
  FAILED: { word: 'statusFAILED', shape: '⚠', tone: 'bad' },
  ROLLED_BACK: { word: 'statusROLLED_BACK', shape: '↺', tone: 'back' },
  SUPERSEDED: { word: 'statusSUPERSEDED', shape: '⊘', tone: '' }
};

const UNDER_WAY: Record<PromotionPhase, Look> = {
  IN_LINE: { word: 'statusIN_LINE', shape: '…', tone: '' },
  CHECKING: { word: 'statusCHECKING', shape: '…', tone: 'accent' },
  AWAITING_APPROVAL: { word: 'statusPENDING', shape: '●', tone: 'warn' },
  SCHEDULED: { word: 'statusSCHEDULED', shape: '◷', tone: 'accent' },
  WAITING_FOR_WINDOW: { word: 'statusSCHEDULED', shape: '◷', tone: 'accent' },
  QUEUED: { word: 'statusQUEUED', shape: '…', tone: 'accent' },
  HELD: { word: 'statusHELD', shape: '‖', tone: 'warn' },
  DEPLOYING: { word: 'statusAPPLYING', shape: '▶', tone: 'accent' },
  VERIFYING: { word: 'statusVERIFYING', shape: '▶', tone: 'accent' },
  ROLLING_BACK: { word: 'statusROLLING_BACK', shape: '↺', tone: 'back' },
  RECONCILING: { word: 'statusVERIFYING', shape: '▶', tone: 'accent' },
  REPAIRING: { word: 'statusREPAIR', shape: '⚠', tone: 'bad' },
  ENDED: { word: 'statusCOMPLETED', shape: '✓', tone: 'good' }
};

export function lookOf(status: PromotionStatus, phase: PromotionPhase): Look {
  return status === 'PENDING' || status === 'APPROVED' ? UNDER_WAY[phase] : ENDED[status];
}

/** "● Waiting for approval". */
export function statusBadge(host: SluiceElement, promotion: { status: PromotionStatus; phase: PromotionPhase }): TemplateResult {
  const look = lookOf(promotion.status, promotion.phase);
  return html`<span class="chip ${look.tone}" part="status"><span aria-hidden="true">${look.shape}</span>${host.words(common)[look.word]}</span>`;
}
