import type { ConfigurationRevision, Policy, PolicyPreview, PolicyView, WorkspaceSettings } from '../api/contract';
import { ana, ci, mia, NOW, promotion, tom, workspaces } from '../test/fixtures';

/** Settings of Production with something in every section, for tests and screens. */
export const policy: Policy = {
  stages: [
    { name: 'security', rules: [{ role: 'security-officer', required: 1 }] },
    { name: 'release', rules: [{ roles: ['lead', 'release-manager'], required: 2 }] }
  ],
  approvals: { selfApproval: false, shared: false, operatorsExcluded: true, rejection: 'ANYBODY', membership: 'DECISION' },
  checks: [
    { name: 'tests', validity: 'P1D', phase: 'AUTOMATIC', settings: {} },
    { name: 'security-scan', validity: 'PT12H', phase: 'STATIC', settings: { maxHigh: '0' } }
  ],
  approvalDeadline: 'P3D',
  onDeadline: { action: 'ESCALATE', by: 'P1D', times: 1 },
  reminders: { atPercent: [50, 80], escalateAtPercent: 80, escalateTo: 'lead' },
  windows: [
    { days: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'], from: '09:00', to: '16:00', zone: 'Europe/Berlin' },
    { start: '2026-01-30T20:00', duration: 'PT3H', zone: 'Europe/Berlin', recurrence: 'FREQ=MONTHLY;BYDAY=-1FR' }
  ],
  soak: 'P1D',
  openRequests: 'SUPERSEDE',
  rollback: { name: 'rollback', rules: [{ role: 'release-manager', required: 1 }] },
  automaticRollback: false,
  autoPromotion: { match: 'ALL', conditions: ['tests.pass_rate >= 100'] },
  breakGlass: { persons: 2, validFor: 'PT1H', reviewWithin: 'P1D' },
  process: 'promotion'
};

export const policyView: PolicyView = {
  etag: '"7"', revision: 7, policy, reason: 'Two approvals since the audit', by: ana, at: '2026-11-02T08:00:00Z',
  openings: [
    { from: '2026-11-23T08:00:00Z', to: '2026-11-23T15:00:00Z' }, { from: '2026-11-24T08:00:00Z', to: '2026-11-24T15:00:00Z' }, { from: '2026-11-25T08:00:00Z', to: '2026-11-25T15:00:00Z' }
  ],
  notes: ['It begins at 2027-03-28T02:30, which does not exist in Europe/Berlin; it becomes 2027-03-28T03:30.']
};

const sections = ['GENERAL', 'PATH', 'POLICY', 'FREEZES', 'NOTIFICATIONS', 'CONFIGURATION', 'ARCHIVE', 'DEAD_LETTERS'];

export function settingsOf(changes: Partial<WorkspaceSettings> = {}): WorkspaceSettings {
  return {
    workspace: {
      id: 'prod', etag: '"4"', name: 'Production', description: 'What customers use', environmentType: 'PRODUCTION', protected: true, gateway: 'gw-eu', promotionFrom: 'staging',
      limits: { maxAgents: 100, maxConcurrentExecutions: 10 }, dataPolicy: { piiAllowed: true, encryptionRequired: true, retentionDays: 365 }, createdAt: '2025-04-01T08:00:00Z'
    },
    workspaces, policy: policyView, proposals: [],
    freezes: [
      { id: 'f-1', title: 'Year-end closing', reason: 'Nothing goes live while the books are closed', workspace: 'prod', start: '2026-12-21T18:00', end: '2027-01-04T06:00', zone: 'Europe/Berlin', by: ana, at: '2026-11-01T08:00:00Z', activeNow: false, next: [{ from: '2026-12-21T17:00:00Z', to: '2027-01-04T05:00:00Z' }], mayLift: true },
      { id: 'f-2', title: 'Weekly batch', reason: 'Settlement runs', start: '2026-01-02T22:00', duration: 'PT4H', zone: 'Europe/Berlin', recurrence: 'FREQ=WEEKLY', by: tom, at: '2026-01-02T08:00:00Z', activeNow: true, next: [{ from: '2026-11-27T21:00:00Z', to: '2026-11-28T01:00:00Z' }, { from: '2026-12-04T21:00:00Z', to: '2026-12-05T01:00:00Z' }], mayLift: false }
    ],
    configuration: {
      etag: '"12"', revision: 12,
      settings: [
        { key: 'database.password', type: 'SECRET', value: 'secret:vault/prod/database', origin: 'WORKSPACE', shared: false, description: 'For the shop database' },
        { key: 'database.url', type: 'URL', value: 'jdbc:postgresql://prod.db.example/shop', origin: 'WORKSPACE', shared: false, description: '' },
        { key: 'feature.new-checkout', type: 'BOOLEAN', value: 'false', origin: 'WORKSPACE', shared: false, description: 'Shows the new checkout to customers' },
        { key: 'registry.url', type: 'URL', value: 'https://registry.example/', origin: 'DEFAULT', shared: true, description: 'Where images come from' }
      ]
    },
    notifications: { alsoTell: { OUTCOME: ['support'] }, muted: ['COMMENT'] },
    access: [
      { role: 'release-manager', permissions: ['VIEW', 'APPROVE', 'ROLL_BACK'], people: [tom, ana] },
      { role: 'lead', permissions: ['VIEW', 'APPROVE', 'MANAGE_POLICY', 'MANAGE_WORKSPACE'], people: [tom] },
      { role: 'security-officer', permissions: ['VIEW', 'APPROVE'], people: [ana] },
      { role: 'requester', permissions: ['VIEW', 'REQUEST_PROMOTION'], people: [mia, ci] },
      { role: 'auditor', permissions: ['VIEW', 'READ_AUDIT'], people: [] }
    ],
    deadLetters: [
      { id: 'd-1', promotion: 'P-1043', kind: 'approval-requested', recipient: tom, channel: 'mail', error: '550 5.1.1 mailbox unavailable', at: '2026-11-23T07:10:00Z' },
      { id: 'd-2', kind: 'drift-found', webhook: 'wh-7', channel: 'webhook', error: 'HTTP 503 from https://hooks.example/sluice', at: '2026-11-22T07:10:00Z' }
    ],
    checks: ['tests', 'security-scan', 'performance'],
    processes: [{ key: 'promotion', name: 'Promotion' }, { key: 'promotion-canary', name: 'Promotion with canary' }],
    roles: ['auditor', 'lead', 'release-manager', 'requester', 'security-officer'],
    may: Object.fromEntries(sections.map(section => [section, { allowed: true }])),
    now: NOW,
    ...changes
  };
}

export const weaker: PolicyPreview = {
  inForce: 7, summary: '2 open requests keep the revision they were made under. 1 of them must meet more.',
  changes: [
    { field: 'stages.release.release-manager', before: '2', after: '1', effect: 'WEAKER' }, { field: 'approvalDeadline', before: 'P3D', after: 'P1D', effect: 'STRICTER' },
    { field: 'openRequests', before: 'SUPERSEDE', after: 'QUEUE', effect: 'DIFFERENT' }
  ],
  needsApproval: true, problems: [], process: 'promotion',
  openRequests: [
    { promotion: promotion(), keeps: 7, inAddition: [] }, { promotion: promotion({ id: 'P-1039', version: '1.14.2', artifact: { kind: 'service', id: 'cart-service' } }), keeps: 6, inAddition: ['Check performance has not run for this content.'] }
  ]
};

export const policyHistory: PolicyView[] = [
  policyView,
  { ...policyView, etag: '"6"', revision: 6, reason: 'Shorter deadline', by: tom, at: '2026-10-02T08:00:00Z', policy: { ...policy, approvalDeadline: 'P5D' } },
  { ...policyView, etag: '"1"', revision: 1, reason: 'Created', by: tom, at: '2025-04-01T08:00:00Z', policy: { ...policy, stages: [{ name: 'approval', rules: [{ role: 'release-manager', required: 2 }] }] } }
];

export const configurationHistory: ConfigurationRevision[] = [
  { revision: 12, reason: 'The new checkout is not ready', by: ana, at: '2026-11-20T08:00:00Z', changes: [{ key: 'feature.new-checkout', before: 'true', after: 'false' }] },
  { revision: 11, reason: 'Try the new checkout', by: mia, at: '2026-11-18T08:00:00Z', changes: [{ key: 'feature.new-checkout', after: 'true' }, { key: 'feature.old-banner', before: 'true' }] }
];
