/** An organization with something of everything. Screens and tests take from it and change what they are about. */
import type { Board, BoardColumn, Person, PromotionDetail, PromotionSummary, Queue, WorkspaceSummary } from '../api/contract';

export const NOW = '2026-11-23T09:42:00Z';
export const tom: Person = { id: 'tom.berg', name: 'Tom Berg' };
export const mia: Person = { id: 'mia.chen', name: 'Mia Chen' };
export const ana: Person = { id: 'ana.silva', name: 'Ana Silva' };
export const ci: Person = { id: 'ci', name: 'CI', service: true };

export const workspaces: WorkspaceSummary[] = [
  { id: 'dev', name: 'Development', environmentType: 'DEVELOPMENT', protected: false, description: 'Where everything begins', waitingForYou: 0 },
  { id: 'staging', name: 'Staging', environmentType: 'STAGING', protected: false, description: 'Like production, without customers', promotionFrom: 'dev', waitingForYou: 1 },
  { id: 'prod', name: 'Production', environmentType: 'PRODUCTION', protected: true, description: 'What customers use', promotionFrom: 'staging', waitingForYou: 2 },
  { id: 'play', name: 'Playground', environmentType: 'SANDBOX', protected: false, description: 'For trying things out', waitingForYou: 0 }
];

export function promotion(changes: Partial<PromotionSummary> = {}): PromotionSummary {
  return {
    id: 'P-1043', kind: 'PROMOTION', artifact: { kind: 'service', id: 'checkout-service' }, version: '2.8.0', replaces: '2.7.3', others: [],
    source: { id: 'staging', name: 'Staging' }, target: { id: 'prod', name: 'Production', environmentType: 'PRODUCTION', protected: true },
    status: 'PENDING', phase: 'AWAITING_APPROVAL', detail: 'Waits for 1 more approval', requestedBy: mia, requestedAt: '2026-11-23T06:10:00Z',
    reason: 'Faster payment page for the sales week', approval: { stage: 'release', given: 1, required: 2, due: '2026-11-23T11:42:00Z' }, ...changes
  };
}

export function promotionDetail(changes: Partial<PromotionDetail> = {}): PromotionDetail {
  const summary = promotion();
  return {
    ...summary,
    etag: '3.9f2c11d07ab4.5e', subjectHash: '9f2c11d07ab4e8c1', digest: 'sha256:4f1c8e22b7', authors: [mia], policyRevision: 7, issue: 'https://issues.example/SHOP-412',
    progress: [
      { step: 'REQUESTED', state: 'DONE', at: '2026-11-23T06:10:00Z' }, { step: 'CHECKS', state: 'DONE', at: '2026-11-23T06:12:00Z' },
      { step: 'APPROVAL', state: 'ACTIVE', text: '1 of 2' }, { step: 'DEPLOY', state: 'WAITING' }, { step: 'VERIFY', state: 'WAITING' }
    ],
    change: {
      before: { version: '2.7.3', digest: 'sha256:aa01' }, after: { version: '2.8.0', digest: 'sha256:4f1c8e22b7' },
      rows: [
        { key: 'payment.timeout', effect: 'CHANGED', before: '30 s', after: '20 s' },
        { key: 'payment.retry', effect: 'ADDED', after: '2' },
        { key: 'legacy.redirect', effect: 'REMOVED', before: 'true' },
        { key: 'payment.key', effect: 'CHANGED', before: 'sha256:77ab', after: 'sha256:91cd', secret: true },
        { key: 'database.url', effect: 'KEPT', before: 'jdbc:postgresql://prod/shop', after: 'jdbc:postgresql://prod/shop' },
        { key: 'ui.theme', effect: 'SAME', before: 'plain', after: 'plain' }
      ]
    },
    checks: [
      { name: 'tests', state: 'PASSED', summary: '1,204 tests passed', evidence: 'https://ci.example/builds/9120', metrics: { run: 1204, failed: 0 }, measuredAt: '2026-11-23T06:11:00Z', validUntil: '2026-11-30T06:11:00Z', reportedBy: 'ci', why: 'Nothing that fails its own tests goes live' },
      { name: 'security-scan', state: 'PASSED', summary: 'No finding above medium', measuredAt: '2026-11-23T06:11:30Z', reportedBy: 'ci', why: 'Known holes stay out of production' },
      { name: 'performance', state: 'PASSED', summary: 'p95 182 ms (limit 250 ms)', metrics: { p95: 182 }, measuredAt: '2026-11-23T06:12:00Z', reportedBy: 'ci', why: 'The page must not become slower' }
    ],
    stages: [{
      name: 'release', state: 'OPEN', rules: [{ roles: ['release-manager'], required: 2, given: 1 }],
      decided: [{ person: ana, decision: 'APPROVE', comment: 'Looks good', at: '2026-11-23T08:01:00Z', roles: ['release-manager'] }],
      candidates: [tom, { id: 'lee.park', name: 'Lee Park' }], due: '2026-11-23T11:42:00Z'
    }],
    time: { due: '2026-11-23T11:42:00Z', onDue: { action: 'ESCALATE', to: 'release-managers' }, reminders: ['2026-11-23T10:42:00Z'] },
    blockers: [], incidents: [], looking: [ana],
    actions: {
      APPROVE: { allowed: true }, REJECT: { allowed: true }, COMMENT: { allowed: true },
      CANCEL: { allowed: false, why: { code: 'access.requester', message: 'Only Mia Chen, who asked for it, can cancel it' } }, REMIND: { allowed: true }
    },
    now: NOW,
    ...changes
  };
}

export function queue(changes: Partial<Queue> = {}): Queue {
  return {
    counts: { mine: 2, requested: 1, open: 5 }, now: NOW,
    items: [
      {
        promotion: promotion(),
        task: { id: 't-1', kind: 'APPROVAL', stage: 'release', due: '2026-11-23T11:42:00Z', openedAt: '2026-11-23T06:12:00Z', onDue: { action: 'ESCALATE', to: 'release-managers' }, assigned: [tom] },
        looking: [ana], checks: { passed: 3, failed: 0, missing: 0 }, approvals: { given: 1, required: 2, by: [ana] },
        mayDecide: true, etag: '3.9f2c11d07ab4.5e', subjectHash: '9f2c11d07ab4e8c1'
      },
      {
        promotion: promotion({ id: 'P-1039', artifact: { kind: 'service', id: 'cart-service' }, version: '1.14.2', replaces: '1.14.0', requestedBy: tom }),
        task: { id: 't-2', kind: 'APPROVAL', stage: 'release', due: '2026-11-23T08:42:00Z', openedAt: '2026-11-22T08:42:00Z', assigned: [] },
        looking: [], checks: { passed: 2, failed: 1, missing: 0 }, approvals: { given: 0, required: 2, by: [] },
        mayDecide: false, why: { code: 'approval.requester', message: 'You requested this, so someone else must approve' }, etag: '1.77aa.01', subjectHash: '77aa'
      }
    ],
    ...changes
  };
}

const column = (id: string, changes: Partial<BoardColumn> = {}): BoardColumn => ({ ...workspaces.find(one => one.id === id)!, ...changes });

export function boardOf(changes: Partial<Board> = {}): Board {
  const live = (version: string, since: string, by: Person = mia) =>
    ({ release: `r-${version}`, version, digest: `sha256:${version.replaceAll('.', '')}`, since, cause: 'PROMOTED' as const, promotion: 'P-1001', by });
  return {
    now: NOW,
    columns: [
      column('dev'), column('staging'),
      column('prod', { freeze: { id: 'f-1', title: 'Year-end', reason: 'Sales week', until: '2026-11-30T07:00:00Z' } }),
      column('play')
    ],
    items: [
      {
        artifact: { kind: 'service', id: 'checkout-service' },
        cells: {
          dev: { live: { ...live('2.9.0', '2026-11-23T08:20:00Z', ci), cause: 'REGISTERED' }, behind: 0 },
          staging: { live: live('2.8.0', '2026-11-21T09:00:00Z'), behind: 1 },
          prod: { live: live('2.7.3', '2026-11-02T13:00:00Z', ana), behind: 3, pending: promotion() }
        }
      },
      {
        artifact: { kind: 'service', id: 'cart-service' },
        cells: {
          dev: { live: live('1.14.2', '2026-11-20T10:00:00Z', ci), behind: 0 },
          staging: { live: live('1.14.2', '2026-11-22T15:32:00Z'), behind: 0, pending: promotion({ id: 'P-1040', phase: 'DEPLOYING', status: 'APPROVED', approval: undefined }) },
          prod: { live: live('1.14.0', '2026-10-12T13:00:00Z', ana), behind: 1, drift: { words: 'changed outside: image tag 1.14.0-hotfix', since: '2026-11-22T20:00:00Z' } }
        }
      },
      {
        artifact: { kind: 'prompt', id: 'support-answers' },
        cells: {
          dev: { live: live('14', '2026-11-19T10:00:00Z'), behind: 0 },
          staging: { live: live('13', '2026-11-18T10:00:00Z'), behind: 1, pending: promotion({ id: 'P-1031', status: 'FAILED', phase: 'ENDED', approval: undefined }) },
          play: { live: live('15-draft', '2026-11-23T07:00:00Z', tom), behind: 0, pinned: { reason: 'Demo on Friday', by: tom, since: '2026-11-22T09:00:00Z' } }
        }
      }
    ],
    ...changes
  };
}
