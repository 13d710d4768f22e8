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
  const reasons = item.blockers.filter(({ code }) => !ELSEWHERE.has(code));
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

/** What does not refuse the request is a warning: it is waited for. */
function weight(blocker: Blocker, item: EligibilityItem): Finding['result'] {
  const passes = blocker.lifts === 'BY_ITSELF' || blocker.lifts === 'WHEN_RELEASED';
  return item.mayRequest || (item.waits && passes) ? 'WARNING' : 'BLOCKED';
}

function names(blocker: Blocker, check: string): boolean {
  const escaped = check.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
  return new RegExp(`(?:^|[^A-Za-z0-9-])${escaped}(?![A-Za-z0-9-])`).test(blocker.message);
}

/** Why the request is refused, the worst reason first; nothing when it is not. */
export function refusals(item: EligibilityItem): Blocker[] {
  if (item.mayRequest) return [];
  const weights: Blocker['lifts'][] = ['NEVER', 'BY_PEOPLE', 'WHEN_RELEASED', 'BY_ITSELF'];
  return item.blockers.filter(({ code }) => !ELSEWHERE.has(code))
    .sort((one, other) => weights.indexOf(one.lifts) - weights.indexOf(other.lifts));
}

/** What will never do, so that another target or version has to be chosen. */
export function impossible(item: EligibilityItem): Blocker | undefined {
  return item.mayRequest || item.waits ? undefined : item.blockers.find(({ lifts }) => lifts === 'NEVER');
}
