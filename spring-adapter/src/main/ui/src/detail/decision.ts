import type { PromotionDetail, PromotionStatus, QueueRow } from '../api/contract';
import { Intention } from '../base/index';

/**
 * Remembers under which key a body was sent. What may have arrived already is sent again under the same key, so that it
 * happens once; another body is another intention.
 */
export class Attempts {
  private intention?: Intention;
  private sent?: string;

  intentionFor(body: unknown): Intention {
    const text = JSON.stringify(body);
    if (!this.intention || this.sent !== text) {
      this.intention = new Intention();
      this.sent = text;
    }
    return this.intention;
  }

  /** The server refused it for good: whatever is sent next is a new intention. */
  forget(): void {
    this.intention = undefined;
  }
}

/** What a person saw when they began to decide. */
export interface Seen {
  subjectHash: string;
  /** Ids of those who had decided. */
  decided: readonly string[];
  ended: boolean;
}

export function seenPage(detail: PromotionDetail): Seen {
  return { subjectHash: detail.subjectHash, decided: decisions(detail).map(each => each.person.id), ended: detail.endedAt !== undefined };
}

export function seenRow(row: QueueRow): Seen {
  return {
    subjectHash: row.subjectHash, decided: row.approvals.by.map(each => each.id), ended: row.promotion.endedAt !== undefined
  };
}

/** What somebody did after that. */
export interface Happened {
  kind: 'rejected' | 'approved' | 'cancelled' | 'ended' | 'changed';
  who?: { id: string; name: string };
  at?: string;
  status: PromotionStatus;
}

/** The last thing that somebody did since; a rejection counts most. */
export function happened(before: Seen, now: PromotionDetail): Happened {
  const status = now.status;
  const fresh = decisions(now).filter(each => !before.decided.includes(each.person.id)).sort((a, b) => a.at.localeCompare(b.at));
  const rejection = fresh.find(each => each.decision === 'REJECT');
  if (rejection) return { kind: 'rejected', who: rejection.person, at: rejection.at, status };
  if (now.endedAt !== undefined && !before.ended) {
    const kind = status === 'CANCELLED' ? 'cancelled' : status === 'REJECTED' ? 'rejected' : 'ended';
    return { kind, who: now.endedBy, at: now.endedAt, status };
  }
  const last = fresh.at(-1);
  return last ? { kind: 'approved', who: last.person, at: last.at, status } : { kind: 'changed', status };
}

/** Whether the decision of this person is there, for instance because an attempt without an answer had arrived. */
export function arrived(before: Seen, now: PromotionDetail, person: string, decision: 'APPROVE' | 'REJECT'): boolean {
  return !before.decided.includes(person) && decisions(now).some(each => each.person.id === person && each.decision === decision);
}

/** How many approvals are still needed once the caller has given theirs; undefined when no stage is open. */
export function neededAfterMine(detail: PromotionDetail): number | undefined {
  if (!detail.stages.some(stage => stage.state === 'OPEN')) return undefined;
  const missing = detail.stages.filter(stage => stage.state === 'OPEN' || stage.state === 'WAITING')
    .flatMap(stage => stage.rules).reduce((sum, rule) => sum + Math.max(0, rule.required - rule.given), 0);
  return Math.max(0, missing - 1);
}

/** What follows the last approval. */
export type Start = { kind: 'at-once' } | { kind: 'scheduled' | 'window' | 'soaking'; at: string } | { kind: 'blocked' };

export function startAfter(detail: PromotionDetail, now: number): Start {
  const { notBefore, windowOpens, soakedAt } = detail.time;
  const later = ([['scheduled', notBefore], ['soaking', soakedAt], ['window', windowOpens]] as const)
    .flatMap(([kind, at]) => at !== undefined && Date.parse(at) > now ? [{ kind, at }] : [])
    .sort((a, b) => b.at.localeCompare(a.at))[0];
  const others = detail.blockers.filter(blocker => blocker.lifts !== 'BY_ITSELF' && !blocker.code.startsWith('approval.'));
  const unchecked = detail.checks.some(check => check.state !== 'PASSED');
  if (others.length > 0 || unchecked) return { kind: 'blocked' };
  if (later) return later;
  return detail.blockers.some(blocker => blocker.lifts === 'BY_ITSELF') ? { kind: 'blocked' } : { kind: 'at-once' };
}

function decisions(detail: PromotionDetail) {
  return detail.stages.flatMap(stage => stage.decided);
}
