/**
 * The shapes that screens exchange with the REST API. `openapi.yaml` says the same with every operation; a test compares
 * the two. Times are RFC 3339 in UTC, durations ISO-8601. What is absent does not apply.
 */
export type Time = string;
export type Span = string;

/** A person or a service, with the name the directory shows; the id where it knows none. */
export interface Person {
  id: string;
  name: string;
  service?: boolean;
}
export interface Artifact {
  kind: string;
  id: string;
}
/** `code` is stable, `message` is for the person. */
export interface Reason {
  code: string;
  message: string;
}
export interface Page<T> {
  items: T[];
  /** Send it back as `cursor` for the next page. */
  next?: string;
}

/** application/problem+json, RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  field?: string;
  retryable: boolean;
  errors?: { field: string; code: string; message: string }[];
  /** With 409 `promotion.blocked`. */
  blockers?: Blocker[];
  /** With 500: what to tell the operators. */
  incident?: string;
}

/** GET /session (no organization in the path). */
export interface Session {
  person: Person;
  organizations: { id: string; name: string }[];
  /** Which of them to show when nothing else says so. */
  organization?: string;
  /** Header and token for every write, when the host protects against cross-site requests. */
  csrf?: { header: string; token: string };
  /** BCP 47 of the person's preferences, when they chose one. */
  language?: string;
  now: Time;
  /** What of the organization as a whole the person may do: CREATE_WORKSPACE, CREATE_FREEZE, REGISTER_VERSION ... */
  may: string[];
}

export type EnvironmentType = 'DEVELOPMENT' | 'STAGING' | 'PRODUCTION' | 'SANDBOX';

/** GET /organizations/{o}/workspaces -> {items}; in path order, sandboxes last, archived only with ?archived=true. */
export interface WorkspaceSummary {
  id: string;
  name: string;
  environmentType: EnvironmentType;
  /** Changes that weaken its policy need consent; shown with a lock. */
  protected: boolean;
  description: string;
  /** Where versions come from. Absent for the head of a path. */
  promotionFrom?: string;
  archived?: boolean;
  /** Tasks that the caller could decide now; 200 means 200 or more. */
  waitingForYou: number;
}

/** GET /organizations/{o}/board?text=&only=differences|pending&cursor=&limit= */
export interface Board extends Page<BoardRow> {
  columns: BoardColumn[];
  now: Time;
}
export interface BoardColumn extends WorkspaceSummary {
  freeze?: { id: string; title: string; reason: string; until: Time };
  /** Promotions into it are stopped. */
  stopped?: { reason: string; by: Person; since: Time };
}
export interface BoardRow {
  artifact: Artifact;
  /** By workspace id; a workspace in which nothing lives and nothing is under way is missing. */
  cells: Record<string, BoardCell>;
}
export interface BoardCell {
  live?: Live;
  /** How many releases the workspace before it is ahead. */
  behind: number;
  pending?: PromotionSummary;
  drift?: { words: string; since: Time };
  pinned?: { reason: string; by: Person; since: Time };
}
export interface Live {
  release: string;
  version: string;
  digest: string;
  since: Time;
  cause: 'REGISTERED' | 'PROMOTED' | 'RESTORED' | 'ACCEPTED';
  promotion?: string;
  by?: Person;
}

export type PromotionStatus =
  | 'PENDING' | 'APPROVED' | 'COMPLETED' | 'REJECTED' | 'EXPIRED' | 'CANCELLED' | 'FAILED' | 'ROLLED_BACK' | 'SUPERSEDED';
export type PromotionPhase =
  | 'IN_LINE' | 'CHECKING' | 'AWAITING_APPROVAL' | 'SCHEDULED' | 'WAITING_FOR_WINDOW' | 'QUEUED' | 'HELD' | 'DEPLOYING'
  | 'VERIFYING' | 'ROLLING_BACK' | 'RECONCILING' | 'REPAIRING' | 'ENDED';

/** In lists: GET /organizations/{o}/promotions?status=&target=&requestedBy=&cursor=&limit= -> Page<PromotionSummary> */
export interface PromotionSummary {
  id: string;
  kind: 'PROMOTION' | 'ROLLBACK';
  artifact: Artifact;
  version: string;
  /** What lives in the target now (open promotions). */
  replaces?: string;
  /** Further artifacts that go together with it. */
  others: { artifact: Artifact; version: string }[];
  source: { id: string; name: string };
  target: { id: string; name: string; environmentType: EnvironmentType; protected: boolean };
  status: PromotionStatus;
  phase: PromotionPhase;
  /** What it waits for or how it ended, in words. */
  detail: string;
  requestedBy: Person;
  requestedAt: Time;
  reason: string;
  notBefore?: Time;
  endedAt?: Time;
  endedBy?: Person;
  /** The open approval stage. */
  approval?: { stage: string; given: number; required: number; due?: Time };
  /** A step gave up and waits for somebody. */
  incident?: boolean;
}

/** GET /organizations/{o}/queue?tab=mine|requested|open|done&workspace=&artifact=kind:id&requester=&due=overdue|today|week&cursor=&limit= */
export interface Queue extends Page<QueueRow> {
  counts: { mine: number; requested: number; open: number };
  now: Time;
}
export interface QueueRow {
  promotion: PromotionSummary;
  task?: {
    id: string;
    kind: 'APPROVAL' | 'REPAIR';
    stage?: string;
    due?: Time;
    openedAt: Time;
    onDue?: OnDue;
    assigned: Person[];
  };
  /** Who said "I'm looking"; never a lock. */
  looking: Person[];
  checks: { passed: number; failed: number; missing: number };
  approvals: { given: number; required: number; by: Person[] };
  /** May the caller decide; `why` says why not. */
  mayDecide: boolean;
  why?: Reason;
  /** For If-Match of a decision taken from the list, and the fingerprint of what is decided about. */
  etag: string;
  subjectHash: string;
}
export interface OnDue {
  action: 'EXPIRE' | 'ESCALATE' | 'EXTEND';
  to?: string;
  by?: Span;
}

/** GET /organizations/{o}/promotions/{id} (ETag). */
export interface PromotionDetail extends PromotionSummary {
  etag: string;
  subjectHash: string;
  digest: string;
  authors: Person[];
  policyRevision: number;
  /** Address that the requester gave with the reason. */
  issue?: string;
  restores?: string;
  skip?: { reason: string; workspaces: string[] };
  progress: Progress[];
  change: Change;
  checks: CheckRow[];
  stages: Stage[];
  time: {
    due?: Time;
    onDue?: OnDue;
    notBefore?: Time;
    windowOpens?: Time;
    soakedAt?: Time;
    reminders: Time[];
  };
  /** Why it may not go live now; empty when nothing but time and work is missing. */
  blockers: Blocker[];
  bypass?: { id: string; reason: string; state: string; requestedBy: Person; confirmedBy?: Person; validUntil: Time; toReview: boolean };
  incidents: { id: string; step: string; message: string; since: Time }[];
  looking: Person[];
  /** By action; one that never applies to this promotion is missing. */
  actions: Partial<Record<Action, { allowed: boolean; why?: Reason }>>;
  now: Time;
}
export type Action =
  | 'APPROVE' | 'REJECT' | 'COMMENT' | 'CANCEL' | 'ROLL_BACK' | 'RETRY' | 'GIVE_UP' | 'REMIND' | 'RESCHEDULE' | 'EXTEND_DEADLINE'
  | 'CLOSE_REPAIR' | 'BYPASS' | 'ASSIGN';
export interface Progress {
  step: 'REQUESTED' | 'CHECKS' | 'APPROVAL' | 'DEPLOY' | 'VERIFY';
  state: 'DONE' | 'ACTIVE' | 'FAILED' | 'WAITING' | 'SKIPPED';
  at?: Time;
  text?: string;
}
/** What lives in the target now against what will live there; `KEPT` keys belong to the environment and never move. */
export interface Change {
  before?: { version: string; digest: string };
  after: { version: string; digest: string };
  /** Set when the target changed since the request. */
  moved?: { at: Time; from?: string; to: string };
  rows: ChangeRow[];
}
export interface ChangeRow {
  key: string;
  effect: 'ADDED' | 'REMOVED' | 'CHANGED' | 'SAME' | 'KEPT';
  before?: string;
  after?: string;
  /** The values are fingerprints of secrets. */
  secret?: boolean;
}
export interface CheckRow {
  name: string;
  state: 'PASSED' | 'FAILED' | 'ERROR' | 'EXPIRED' | 'MISSING' | 'RUNNING' | 'REVOKED';
  summary: string;
  evidence?: string;
  metrics?: Record<string, number>;
  settings?: Record<string, string>;
  measuredAt?: Time;
  validUntil?: Time;
  reportedBy?: string;
  /** Why the policy asks for it, in words. */
  why: string;
}
export interface Stage {
  name: string;
  state: 'WAITING' | 'OPEN' | 'MET' | 'REJECTED' | 'CLOSED';
  rules: { roles?: string[]; persons?: Person[]; required: number; given: number }[];
  decided: {
    person: Person;
    decision: 'APPROVE' | 'REJECT';
    comment: string;
    at: Time;
    onBehalfOf?: Person;
    roles: string[];
  }[];
  /** Who could still decide, at most 50. */
  candidates: Person[];
  /** Which of them are away, and who may decide in their place. */
  away?: { person: Person; until: Time; instead?: Person }[];
  due?: Time;
}
export interface Blocker {
  code: string;
  message: string;
  lifts: 'NEVER' | 'BY_PEOPLE' | 'WHEN_RELEASED' | 'BY_ITSELF';
  liftedBy: string;
  evidence: string;
  earliest?: Time;
  /** What to do, in words. */
  action: string;
}

/**
 * Decisions: POST .../promotions/{id}/approve | reject | cancel with If-Match; answers PromotionDetail.
 * POST .../promotions/{id}/comments {text}, /remind {}, /looking {looking: boolean}, /reschedule {notBefore?},
 * /extend {by, reason}, /retry {} (incidents), /repair {comment}, /rollback {reason} (201 PromotionDetail of the new one),
 * /bypass {reason, ticket?}, /bypass/confirm {}, /bypass/review {justified, comment}, /assign {stage, persons, reason}.
 */
export interface Decision {
  subjectHash: string;
  /** Reason of a rejection: 10 characters or more. */
  comment?: string;
}
/** POST /organizations/{o}/decisions; answers one result for each, in order. At most 50. */
export interface Decisions {
  items: { promotion: string; decision: 'APPROVE' | 'REJECT'; subjectHash: string; comment?: string }[];
}
export interface DecisionResults {
  items: { promotion: string; decided?: PromotionSummary; problem?: Reason }[];
}
/** GET .../promotions/{id}/comments -> Page<Comment>, oldest first. */
export interface Comment {
  id: string;
  author: Person;
  text: string;
  masked: boolean;
  at: Time;
}
/** GET .../promotions/{id}/events -> Page<AuditEntry>, oldest first; ?format=json|csv downloads all. */
export interface AuditEntry {
  seq: number;
  type: string;
  at: Time;
  actor: Person;
  /** In words, for the reader. */
  text: string;
  data: Record<string, unknown>;
  hash: string;
}
/** GET .../promotions/{id}/chain */
export interface Chain {
  intact: boolean;
  events: number;
  problem?: { seq: number; reason: string };
}

/** GET .../promotions/{id}/process; the file itself: GET .../promotions/{id}/process/diagram (application/xml). */
export interface ProcessState {
  process: string;
  version: number;
  running: boolean;
  /** Steps with a name, in the order in which they began, then those that lie ahead. */
  steps: ProcessStep[];
  /** Taken sequence flows, by id. */
  flows: Record<string, number>;
}
export interface ProcessStep {
  id: string;
  name: string;
  state: 'DONE' | 'ACTIVE' | 'INCIDENT' | 'CANCELLED' | 'AHEAD';
  active: number;
  since?: Time;
  until?: Time;
  who?: Person[];
  /** When its timer fires. */
  timer?: Time;
  message?: string;
}

/** GET /organizations/{o}/artifacts?text=&cursor=&limit= -> Page<ArtifactSummary> */
export interface ArtifactSummary {
  artifact: Artifact;
  live: { workspace: string; version: string; since: Time }[];
}
/** GET /organizations/{o}/artifacts/{kind}/{id}/options: versions newest first (50) and where they may go. */
export interface PromotionOptions {
  artifact: Artifact;
  versions: {
    version: string;
    digest: string;
    registeredAt: Time;
    registeredBy: Person;
    authors: Person[];
    livesIn: { workspace: string; since: Time }[];
    bad?: { reason: string; by: Person; since: Time };
  }[];
  /** Every workspace that versions are promoted into. */
  targets: { workspace: string; from: string; allowed: boolean; why?: Reason }[];
}
/** POST /organizations/{o}/eligibility; at most 50 items; `detail` fills checks, change, stages and timeline. */
export interface EligibilityQuestion {
  items: Wanted[];
  detail?: boolean;
}
export interface Wanted {
  artifact: Artifact;
  version: string;
  source: string;
  target: string;
  notBefore?: Time;
}
export interface EligibilityAnswer {
  items: EligibilityItem[];
  now: Time;
}
export interface EligibilityItem {
  /** Whether it may be requested now. */
  mayRequest: boolean;
  /** Whether the policy lets it wait, so that it may be requested although something is missing. */
  waits: boolean;
  blockers: Blocker[];
  /** The open request that wants the same. */
  duplicate?: string;
  checks?: CheckRow[];
  change?: Change;
  stages?: Stage[];
  timeline?: { event: 'CHECKS' | 'APPROVAL_DUE' | 'ON_DUE' | 'SOAKED' | 'WINDOW' | 'NOT_BEFORE' | 'DEPLOY'; at?: Time; text: string }[];
}
/** POST /organizations/{o}/promotions; answers 201, Location, Requested. */
export interface NewPromotion extends Wanted {
  reason: string;
  issue?: string;
  /** Asks to skip the workspaces between. */
  skipping?: string;
  others?: { artifact: Artifact; version: string }[];
}
export interface Requested {
  promotion: PromotionDetail;
  /** How many people are told. */
  told: number;
}
/** GET /organizations/{o}/artifacts/{kind}/{id}/releases?workspace=&limit= -> Page<Live>: newest first, with `until`. */
export interface PastRelease extends Live {
  until?: Time;
  mayRollBackTo?: boolean;
}

/** GET /organizations/{o}/workspaces/{w}/settings: the whole screen at once. */
export interface WorkspaceSettings {
  workspace: WorkspaceView;
  /** The possible sources. */
  workspaces: WorkspaceSummary[];
  policy: PolicyView;
  /** Proposals that wait for consent. */
  proposals: PolicyProposal[];
  freezes: FreezeView[];
  configuration: ConfigurationView;
  notifications: { alsoTell: Record<string, string[]>; muted: string[] };
  access: { role: string; permissions: string[]; people: Person[] }[];
  deadLetters: DeadLetter[];
  /** Registered check names and deployed processes, for the choices. */
  checks: string[];
  processes: { key: string; name: string }[];
  roles: string[];
  /** By section: GENERAL, PATH, POLICY, FREEZES, NOTIFICATIONS, CONFIGURATION, ARCHIVE, DEAD_LETTERS. */
  may: Record<string, { allowed: boolean; why?: Reason }>;
  now: Time;
}
/** PUT .../workspaces/{w} (If-Match) changes; POST .../workspaces creates {id, environmentType, ...}; POST .../workspaces/{w}/archive {reason} (If-Match). */
export interface WorkspaceView {
  id: string;
  etag: string;
  name: string;
  description: string;
  environmentType: EnvironmentType;
  protected: boolean;
  gateway?: string;
  promotionFrom?: string;
  limits: { maxAgents: number; maxConcurrentExecutions: number };
  dataPolicy: { piiAllowed: boolean; encryptionRequired: boolean; retentionDays: number };
  createdAt: Time;
  archivedAt?: Time;
}
/**
 * PUT .../policy {policy, reason} (If-Match); POST .../policy/preview {policy} -> PolicyPreview;
 * POST .../policy-changes {policy | dataPolicy, reason} (If-Match) proposes; POST .../policy-changes/{id}/approve|reject|withdraw {comment}.
 * GET .../policy/history -> Page<PolicyView>; GET .../policy/diff?from=&to= -> {changes}.
 */
export interface PolicyView {
  etag: string;
  revision: number;
  policy: Policy;
  reason: string;
  by: Person;
  at: Time;
  /** The next times its windows are open, at most 3, and notes such as a clock change within. */
  openings: { from: Time; to: Time }[];
  notes: string[];
}
/** The form of docs/policy.md, "A policy in a file". */
export interface Policy {
  stages: { name: string; rules: { role?: string; roles?: string[]; persons?: string[]; required: number }[] }[];
  approvals: {
    selfApproval: boolean;
    shared: boolean;
    operatorsExcluded: boolean;
    rejection: 'ASKED' | 'ANYBODY';
    membership: 'DECISION' | 'REQUEST';
  };
  checks: { name: string; validity: Span; phase: 'STATIC' | 'AUTOMATIC'; settings: Record<string, string> }[];
  approvalDeadline: Span;
  onDeadline: { action: 'EXPIRE' | 'ESCALATE' | 'EXTEND'; by: Span; times: number };
  reminders: { atPercent: number[]; escalateAtPercent: number; escalateTo?: string };
  windows: { days?: string[]; from?: string; to?: string; zone: string; start?: string; end?: string; duration?: Span; recurrence?: string }[];
  soak: Span;
  openRequests: 'SUPERSEDE' | 'QUEUE' | 'REFUSE';
  rollback?: Policy['stages'][number];
  automaticRollback: boolean;
  autoPromotion?: { match: 'ALL' | 'ANY'; conditions: string[] };
  breakGlass?: { persons: number; validFor: Span; reviewWithin: Span };
  process: string;
}
export interface PolicyChangeLine {
  field: string;
  before: string;
  after: string;
  effect: 'STRICTER' | 'WEAKER' | 'DIFFERENT';
}
export interface PolicyPreview {
  inForce: number;
  summary: string;
  changes: PolicyChangeLine[];
  /** Saving it directly is refused; it has to be proposed. */
  needsApproval: boolean;
  problems: string[];
  process: string;
  openRequests: { promotion: PromotionSummary; keeps: number; inAddition: string[] }[];
}
export interface PolicyProposal {
  id: string;
  status: 'OPEN' | 'IN_FORCE' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED' | 'STALE';
  changes: PolicyChangeLine[];
  reason: string;
  by: Person;
  at: Time;
  due: Time;
  votes: { person: Person; stage: string; agrees: boolean; comment: string; at: Time }[];
  mayDecide: boolean;
  why?: Reason;
  mayWithdraw: boolean;
}
/** POST /organizations/{o}/freezes; POST /organizations/{o}/freezes/{id}/lift {reason}. */
export interface FreezeView {
  id: string;
  title: string;
  reason: string;
  workspace?: string;
  artifact?: Artifact;
  start: string;
  /** Local end, or a length for a recurring one. */
  end?: string;
  duration?: Span;
  zone: string;
  recurrence?: string;
  by: Person;
  at: Time;
  lifted?: { by: Person; at: Time; reason: string };
  activeNow: boolean;
  /** At most 3. */
  next: { from: Time; to: Time }[];
  mayLift: boolean;
}
/** PATCH .../configuration {set, unset, reason} (If-Match); POST .../configuration/restore {revision, reason} (If-Match); GET .../configuration/history. */
export interface ConfigurationView {
  etag: string;
  revision: number;
  settings: { key: string; type: string; value: string; origin: string; shared: boolean; description: string }[];
}
export interface ConfigurationRevision {
  revision: number;
  reason: string;
  by?: Person;
  at?: Time;
  changes: { key: string; before?: string; after?: string }[];
}
/** POST /organizations/{o}/dead-letters/{id}/resend, POST /organizations/{o}/dead-letters/resend {reason} for all. */
export interface DeadLetter {
  id: string;
  promotion?: string;
  kind: string;
  recipient?: Person;
  channel?: string;
  webhook?: string;
  error: string;
  at: Time;
}
