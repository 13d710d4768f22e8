import type { Blocker, CheckRow, EligibilityItem } from '../api/contract';

/** What stands in the way or has passed, as the step "Checks" lists it. */
export interface Finding {
  result: 'PASSED' | 'BLOCKED' | 'WARNING' | 'RUNNING';
  title: string;
  detail: string;
  check?: CheckRow;
  blocker?: Blocker;
  remedy?: Remedy;
}
/** What a person can do about it from here. */
export type Remedy = 'AGAIN' | 'SOURCE' | 'SETTINGS' | 'BOARD';

const REMEDIES: Record<string, Remedy> = {
  'version.notInSource': 'SOURCE',
  'soak.interrupted': 'SOURCE',
  'approval.unsatisfiable': 'SETTINGS',
  'policy.empty': 'SETTINGS',
  'drift.unresolved': 'BOARD',
  'target.pinned': 'BOARD',
  'line.stopped': 'BOARD',
  'check.failed': 'AGAIN',
  'check.error': 'AGAIN',
  'target.busy': 'AGAIN',
  'limit.promised': 'AGAIN'
};

/** Asked for anyway, and shown in its own step or as its own note. */
const ELSEWHERE = new Set(['approval.missing', 'promotion.duplicate']);
const ORDER: readonly Finding['result'][] = ['BLOCKED', 'WARNING', 'RUNNING', 'PASSED'];

/** Blocked first, passed last. A check and the reason that it gives are one line. */
export function findingsOf(item: EligibilityItem): Finding[] {
  const reasons = hindrances(item);
  const told = new Set<Blocker>();
  const checks = (item.checks ?? []).map((check): Finding => {
    const blocker = reasons.find(reason => reason.code.startsWith('check.') && !told.has(reason) && names(reason, check.name));
    if (blocker) told.add(blocker);
    const remedy = blocker && REMEDIES[blocker.code];
    return {
      result: resultOf(check, blocker, item), title: check.name, detail: check.summary || blocker?.message || '', check,
      ...(blocker ? { blocker } : {}), ...(remedy ? { remedy } : {})
    };
  });
  const others = reasons.filter(reason => !told.has(reason)).map((blocker): Finding => {
    const remedy = REMEDIES[blocker.code];
    return { result: weight(blocker, item), title: blocker.message, detail: '', blocker, ...(remedy ? { remedy } : {}) };
  });
  return [...others, ...checks].sort((one, other) => ORDER.indexOf(one.result) - ORDER.indexOf(other.result));
}

function resultOf(check: CheckRow, blocker: Blocker | undefined, item: EligibilityItem): Finding['result'] {
  if (check.state === 'RUNNING') return 'RUNNING';
  if (blocker) return weight(blocker, item);
  return check.state === 'PASSED' ? 'PASSED' : 'WARNING';
}

/** Whether it can be asked for: now, now to wait for something, or not at all. */
export type Readiness = 'NOW' | 'WHEN_ELIGIBLE' | 'NO';

export function readiness(item: EligibilityItem): Readiness {
  if ((!item.mayRequest && !item.waits) || hindrances(item).some(reason => kindOf(reason, item) === 'STOPS')) return 'NO';
  return !item.mayRequest || hindrances(item).some(reason => kindOf(reason, item) === 'WAITS') ? 'WHEN_ELIGIBLE' : 'NOW';
}

/** What Sluice runs again by itself when the promotion is requested, or what is over before anybody has decided. */
const PASSING = new Set(['check.missing', 'check.expired', 'check.revoked', 'check.error', 'window.closed', 'schedule.notYet', 'target.busy', 'limit.promised']);
/** The request itself is not refused because of it, but it would be in vain. */
const IN_VAIN = new Set(['check.failed', 'soak.interrupted']);

/** What passes is no more than said, what waits takes a request that waits, what stops takes people. */
function kindOf(reason: Blocker, item: EligibilityItem): 'PASSES' | 'WAITS' | 'STOPS' {
  const lifts = reason.lifts === 'BY_ITSELF' || reason.lifts === 'WHEN_RELEASED';
  if (PASSING.has(reason.code) && reason.lifts !== 'NEVER') return 'PASSES';
  if (lifts || (reason.code === 'drift.unresolved' && item.mayRequest)) return 'WAITS';
  return item.mayRequest && reason.lifts === 'BY_PEOPLE' && !IN_VAIN.has(reason.code) ? 'PASSES' : 'STOPS';
}

function weight(blocker: Blocker, item: EligibilityItem): Finding['result'] {
  if (kindOf(blocker, item) === 'STOPS') return 'BLOCKED';
  const refusedForThis = !item.mayRequest && !item.waits && !hindrances(item).some(reason => kindOf(reason, item) === 'STOPS');
  return refusedForThis ? 'BLOCKED' : 'WARNING';
}

function hindrances(item: EligibilityItem): Blocker[] {
  return item.blockers.filter(({ code }) => !ELSEWHERE.has(code));
}

function names(blocker: Blocker, check: string): boolean {
  const escaped = check.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
  return new RegExp(`(?:^|[^A-Za-z0-9-])${escaped}(?![A-Za-z0-9-])`).test(blocker.message);
}

/** Why it cannot be asked for now, the worst reason first; nothing when it can. */
export function refusals(item: EligibilityItem): Blocker[] {
  if (readiness(item) === 'NOW') return [];
  const order: Record<ReturnType<typeof kindOf>, number> = { STOPS: 0, WAITS: 1, PASSES: 2 };
  const reasons = hindrances(item).map(reason => ({ reason, kind: kindOf(reason, item) }));
  const worst = reasons.filter(({ kind }) => kind !== 'PASSES');
  return (worst.length > 0 ? worst : reasons).sort((one, other) => order[one.kind] - order[other.kind]).map(({ reason }) => reason);
}

/** What will never do, so that another target or version has to be chosen. */
export function impossible(item: EligibilityItem): Blocker | undefined {
  return item.mayRequest || item.waits ? undefined : item.blockers.find(({ lifts }) => lifts === 'NEVER');
}
