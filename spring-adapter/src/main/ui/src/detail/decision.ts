import type { Problem, PromotionDetail } from '../api/contract.js';

/**
 * What a person is about to do, from the first letter typed to the answer. A pure machine: the dialog draws its state and
 * tells it what happened. It keeps what was typed whatever comes back, sends once however often the button is pressed, and
 * repeats with the same key what may have arrived already.
 */
export type DecisionState =
  | { phase: 'editing'; problem?: Problem }
  | { phase: 'sending' }
  | { phase: 'conflict'; mine: boolean; subjectChanged: boolean }
  | { phase: 'done' };

export class DecisionMachine {
  state: DecisionState = { phase: 'editing' };
  #key?: string;
  #sent?: string;

  constructor(private readonly newKey: () => string = () => crypto.randomUUID()) {}

  /**
   * The key to send this body with, or nothing while an earlier one is on its way or has arrived. The same body gets the
   * same key as before; another body is another intention.
   */
  begin(body: unknown): string | undefined {
    if (this.state.phase === 'sending' || this.state.phase === 'done') return undefined;
    const text = JSON.stringify(body);
    if (this.#key === undefined || this.#sent !== text) {
      this.#key = this.newKey();
      this.#sent = text;
    }
    this.state = { phase: 'sending' };
    return this.#key;
  }

  succeeded(): void {
    this.state = { phase: 'done' };
  }

  failed(problem: Problem): void {
    this.state = { phase: 'editing', problem };
  }

  /** The promotion changed under the person's hands; `now` is what it is by now, `before` what the person saw. */
  conflicted(before: PromotionDetail, now: PromotionDetail, me: string): void {
    this.#key = undefined;
    this.state = {
      phase: 'conflict',
      mine: newDecisions(before, now).some((each) => each.person.id === me),
      subjectChanged: before.subjectHash !== now.subjectHash,
    };
  }
}

export interface Happened {
  kind: 'approved' | 'rejected' | 'cancelled' | 'ended' | 'changed';
  who?: string;
  at?: string;
  status: PromotionDetail['status'];
}

/** What somebody did since the person looked; the last thing counts most. */
export function happened(before: PromotionDetail, now: PromotionDetail): Happened {
  const decided = newDecisions(before, now);
  const rejection = decided.find((each) => each.decision === 'REJECT');
  if (rejection) return { kind: 'rejected', who: rejection.person.name, at: rejection.at, status: now.status };
  if (now.endedAt !== undefined && before.endedAt === undefined) {
    const kind = now.status === 'CANCELLED' ? 'cancelled' : now.status === 'REJECTED' ? 'rejected' : 'ended';
    return { kind, ...(now.endedBy ? { who: now.endedBy.name } : {}), at: now.endedAt, status: now.status };
  }
  const last = decided.at(-1);
  if (last) return { kind: 'approved', who: last.person.name, at: last.at, status: now.status };
  return { kind: 'changed', status: now.status };
}

function newDecisions(before: PromotionDetail, now: PromotionDetail) {
  const known = new Set(decisions(before).map((each) => each.person.id + each.at));
  return decisions(now)
    .filter((each) => !known.has(each.person.id + each.at))
    .sort((a, b) => a.at.localeCompare(b.at));
}

function decisions(detail: PromotionDetail) {
  return detail.stages.flatMap((stage) => stage.decided);
}
