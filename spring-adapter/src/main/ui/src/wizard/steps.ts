import type { Artifact, EligibilityItem, NewPromotion, PromotionOptions, Wanted } from '../api/contract';
import { readiness } from './findings';

/** The five steps of the wizard, and what a person has put in. Nothing here knows of the page or the network. */
export const STEPS = ['what', 'where', 'checks', 'approval', 'confirm'] as const;
export type Step = (typeof STEPS)[number];

export interface Draft {
  artifact?: Artifact;
  version?: string;
  source?: string;
  target?: string;
  /** Asked for although something is missing that time or people will bring. */
  whenEligible: boolean;
  /** Whether a time is planned, and the local time as the field has it: `2026-03-02T14:00`. */
  scheduled: boolean;
  notBefore: string;
  reason: string;
  issue: string;
}

/** From the address or from the attributes of the element. */
export interface Prefill {
  artifact?: string | undefined;
  version?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  step?: string | undefined;
}

/** What is wrong with a step; `code` is a key of the messages. */
export interface StepProblem {
  step: Step;
  field: 'artifact' | 'version' | 'target' | 'notBefore' | 'reason' | 'issue' | 'eligibility';
  code: 'artifact' | 'version' | 'target' | 'targetRefused' | 'time' | 'past' | 'reason' | 'reasonLong' | 'issue' | 'asking' | 'blocked';
}

/** What the steps are judged by, as far as it is known yet. */
export interface Known {
  options?: PromotionOptions | undefined;
  eligibility?: EligibilityItem | undefined;
  /** The wizard has asked and has no answer yet. */
  asking: boolean;
  now: number;
}

const LONGEST_REASON = 4000;

export function emptyDraft(): Draft {
  return { whenEligible: false, scheduled: false, notBefore: '', reason: '', issue: '' };
}

export function parseArtifact(text: string | undefined): Artifact | undefined {
  const at = text?.indexOf(':') ?? -1;
  return text && at > 0 && at < text.length - 1 ? { kind: text.slice(0, at), id: text.slice(at + 1) } : undefined;
}

export function artifactText(artifact: Artifact): string {
  return `${artifact.kind}:${artifact.id}`;
}

export function sameArtifact(one: Artifact | undefined, other: Artifact | undefined): boolean {
  return one?.kind === other?.kind && one?.id === other?.id;
}

export function draftOf(prefill: Prefill): Draft {
  const artifact = parseArtifact(prefill.artifact);
  return {
    ...emptyDraft(),
    ...(artifact ? { artifact } : {}),
    ...(artifact && prefill.version ? { version: prefill.version } : {}),
    ...(prefill.from ? { source: prefill.from } : {}),
    ...(prefill.to ? { target: prefill.to } : {}),
  };
}

/** The versions of another artifact are other versions; where they go may stay. */
export function withArtifact(draft: Draft, artifact: Artifact): Draft {
  if (sameArtifact(draft.artifact, artifact)) {
    return draft;
  }
  const { version: _version, ...rest } = draft;
  return { ...rest, artifact, whenEligible: false };
}

export function withVersion(draft: Draft, version: string): Draft {
  return draft.version === version ? draft : { ...draft, version, whenEligible: false };
}

export function withTarget(draft: Draft, target: { workspace: string; from: string }): Draft {
  if (draft.target === target.workspace && draft.source === target.from) {
    return draft;
  }
  return { ...draft, target: target.workspace, source: target.from, whenEligible: false };
}

/**
 * Fills in what the options tell: the version that lives where a prefilled path begins, the source of a prefilled target,
 * the target when only one follows. What does not exist is dropped.
 */
export function withOptions(draft: Draft, options: PromotionOptions): Draft {
  const living = (workspace: string) =>
    options.versions.find((version) => version.livesIn.some((life) => life.workspace === workspace))?.version;
  const wanted = options.targets.find(({ workspace }) => workspace === draft.target);
  const target = wanted ?? (draft.target ? undefined : options.targets.find(({ from }) => from === draft.source));
  const source = target?.from ?? draft.source;
  const version = options.versions.some((one) => one.version === draft.version)
    ? draft.version
    : source && !draft.version ? living(source) : undefined;
  const { version: _version, source: _source, target: _target, ...rest } = draft;
  return {
    ...rest,
    ...(version ? { version } : {}),
    ...(source ? { source } : {}),
    ...(target ? { target: target.workspace } : {}),
  };
}

export function wantedOf(draft: Draft): Wanted | undefined {
  const { artifact, version, source, target } = draft;
  if (!artifact || !version || !source || !target) {
    return undefined;
  }
  const notBefore = draft.scheduled ? momentOf(draft.notBefore) : undefined;
  return { artifact, version, source, target, ...(notBefore ? { notBefore } : {}) };
}

export function promotionOf(draft: Draft): NewPromotion | undefined {
  const wanted = wantedOf(draft);
  const issue = draft.issue.trim();
  return wanted && { ...wanted, reason: draft.reason.trim(), ...(issue ? { issue } : {}) };
}

/** The local time of a field as the API wants it. */
export function momentOf(local: string): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) ? new Date(local).getTime() : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z');
}

/** The other way: what the field shows for a moment. */
export function localOf(moment: number): string {
  const offset = new Date(moment).getTimezoneOffset() * 60_000;
  return new Date(moment - offset).toISOString().slice(0, 16);
}

/** What stands between the person and the step after `step`. */
export function problemsOf(step: Step, draft: Draft, known: Known): StepProblem[] {
  switch (step) {
    case 'what':
      return [
        ...(draft.artifact ? [] : [problem(step, 'artifact', 'artifact')]),
        ...(draft.artifact && !draft.version ? [problem(step, 'version', 'version')] : []),
      ];
    case 'where':
      return where(draft, known);
    case 'checks':
      return checks(draft, known);
    case 'approval':
      return schedule(draft, known.now);
    case 'confirm':
      return confirm(draft);
  }
}

function where(draft: Draft, known: Known): StepProblem[] {
  if (!draft.target || !draft.source) {
    return [problem('where', 'target', 'target')];
  }
  const target = known.options?.targets.find(({ workspace }) => workspace === draft.target);
  return target && !target.allowed ? [problem('where', 'target', 'targetRefused')] : [];
}

function checks(draft: Draft, known: Known): StepProblem[] {
  if (known.asking || !known.eligibility) {
    return [problem('checks', 'eligibility', 'asking')];
  }
  const ready = readiness(known.eligibility);
  return ready === 'NOW' || (ready === 'WHEN_ELIGIBLE' && draft.whenEligible) ? [] : [problem('checks', 'eligibility', 'blocked')];
}

function schedule(draft: Draft, now: number): StepProblem[] {
  if (!draft.scheduled) {
    return [];
  }
  const moment = momentOf(draft.notBefore);
  if (!moment) {
    return [problem('approval', 'notBefore', 'time')];
  }
  return Date.parse(moment) <= now ? [problem('approval', 'notBefore', 'past')] : [];
}

function confirm(draft: Draft): StepProblem[] {
  const problems: StepProblem[] = [];
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(draft.reason)) {
    problems.push(problem('confirm', 'reason', 'reason'));
  } else if ([...draft.reason.trim()].length + draft.issue.trim().length > LONGEST_REASON) {
    problems.push(problem('confirm', 'reason', 'reasonLong'));
  }
  if (draft.issue.trim() && !isHttps(draft.issue.trim())) {
    problems.push(problem('confirm', 'issue', 'issue'));
  }
  return problems;
}

function isHttps(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' && !url.username && !url.password && !/\s/.test(text);
  } catch {
    return false;
  }
}

function problem(step: Step, field: StepProblem['field'], code: StepProblem['code']): StepProblem {
  return { step, field, code };
}

/** The furthest step that can be shown: every one before it has what it needs. */
export function furthest(draft: Draft, known: Known): Step {
  return STEPS.find((step) => problemsOf(step, draft, known).length > 0) ?? 'confirm';
}

export function isBefore(one: Step, other: Step): boolean {
  return STEPS.indexOf(one) < STEPS.indexOf(other);
}

export function after(step: Step): Step {
  return STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)] as Step;
}

export function before(step: Step): Step {
  return STEPS[Math.max(STEPS.indexOf(step) - 1, 0)] as Step;
}

/**
 * Where a link leads: to the step it names, or, from the board, to the checks; never past what is still missing. The
 * checks themselves can always be shown once it is known what goes where.
 */
export function opening(prefill: Prefill, draft: Draft, known: Known): Step {
  const named = STEPS.find((step) => step === prefill.step);
  const wanted = named ?? (draft.artifact && draft.version && draft.target ? 'checks' : draft.artifact && draft.version ? 'where' : 'what');
  const reachable = furthest(draft, known);
  return isBefore(reachable, wanted) ? reachable : wanted;
}

/** Whether a link says nothing else than what is chosen already: it leads to a step then, and nothing is lost. */
export function isWithin(link: Draft, draft: Draft): boolean {
  return (!link.artifact || sameArtifact(link.artifact, draft.artifact))
    && (['version', 'source', 'target'] as const).every(name => link[name] === undefined || link[name] === draft[name]);
}

/** Whether leaving would lose something that was typed or chosen here. */
export function isDirty(draft: Draft, start: Draft): boolean {
  return JSON.stringify(normal(draft)) !== JSON.stringify(normal(start));
}

function normal(draft: Draft): unknown[] {
  return [
    draft.artifact?.kind, draft.artifact?.id, draft.version, draft.target, draft.scheduled && draft.notBefore,
    draft.reason.trim(), draft.issue.trim(),
  ];
}
