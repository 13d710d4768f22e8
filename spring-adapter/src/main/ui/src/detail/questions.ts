import type { Action, Person, PromotionDetail } from '../api/contract';
import { clock, format } from '../base/index';
import type { actionWords } from './action-messages';
import { earlierVersion, keysOf } from './changes';
import { neededAfterMine, startAfter } from './decision';

/** `BYPASS` declares an emergency; confirming and reviewing it are further steps of the same action. */
export type QuestionKind = Action | 'BYPASS_CONFIRM' | 'BYPASS_REVIEW';

/** What was typed and chosen. */
export interface Values {
  text: Record<string, string>;
  people: readonly string[];
}

export type Ask = { name: string; label: string; help?: string; required: boolean } & (
  | { kind: 'text'; atLeast?: number; atMost: number }
  | { kind: 'line'; atMost: number; equals?: string }
  | { kind: 'moment' }
  | { kind: 'select' | 'radios'; options: readonly { value: string; label: string }[] }
  | { kind: 'people'; people: readonly Person[] });

/** What a dialog asks before something is done to a promotion. */
export interface Question {
  heading: string;
  text: readonly string[];
  /** What is at stake; shown so that nobody overlooks it. */
  warning?: string;
  confirm: string;
  cancel?: string;
  danger: boolean;
  asks: (values: Values) => readonly Ask[];
  initial: Record<string, string>;
  /** Below the address of the promotion. */
  path: string;
  body: (values: Values) => Record<string, unknown>;
  done: string;
}

export type Words = (typeof actionWords)['words']['en'];

interface Asked {
  detail: PromotionDetail;
  words: Words;
  locale: string;
  me: string;
  /** Fingerprint of what the person saw. */
  subjectHash: string;
}

export function questionOf(kind: QuestionKind, asked: Asked): Question {
  return QUESTIONS[kind](asked);
}

/** Which question the action `BYPASS` asks now. */
export function bypassStep(detail: PromotionDetail): 'BYPASS' | 'BYPASS_CONFIRM' | 'BYPASS_REVIEW' {
  if (detail.bypass?.toReview) return 'BYPASS_REVIEW';
  return detail.bypass?.state === 'REQUESTED' ? 'BYPASS_CONFIRM' : 'BYPASS';
}

export function nameOf(detail: { artifact: { id: string }; version: string }): string {
  return `${detail.artifact.id} ${detail.version}`;
}

const LENGTHS = ['PT4H', 'PT12H', 'P1D', 'P2D', 'P3D', 'P7D'];

const QUESTIONS: Record<QuestionKind, (asked: Asked) => Question> = {
  APPROVE: ({ detail, words, locale, subjectHash }) => ({
    ...plain(words.approveHeading(nameOf(detail), detail.target.name), words.approved),
    text: approvalText(detail, words, locale), confirm: words.approveConfirm,
    asks: () => [{ kind: 'text', name: 'comment', label: words.commentLabel, help: words.commentHelp, required: false, atMost: 4000 }],
    path: '/approve', body: ({ text }) => withComment({ subjectHash }, text['comment'])
  }),
  REJECT: ({ detail, words, subjectHash }) => ({
    ...plain(words.rejectHeading(nameOf(detail), detail.target.name), words.rejected), danger: true,
    text: [words.rejectText(detail.requestedBy.name)], confirm: words.rejectConfirm,
    asks: () => [reason('comment', words.reasonLabel, 10, words)],
    path: '/reject', body: ({ text }) => withComment({ subjectHash }, text['comment'])
  }),
  CANCEL: ({ detail, words, me, subjectHash }) => ({
    ...plain(detail.requestedBy.id === me ? words.cancelHeadingOwn : words.cancelHeading(nameOf(detail), detail.target.name), words.cancelled),
    danger: true, text: [words.cancelLost(approvalsGiven(detail))], confirm: words.cancelConfirm, cancel: words.keep,
    path: '/cancel', body: () => ({ subjectHash })
  }),
  ROLL_BACK: ({ detail, words }) => rollback(detail, words),
  COMMENT: ({ words }) => ({
    ...plain(words.commentHeading, words.commented), text: [words.commentText], confirm: words.commentField,
    asks: () => [{ kind: 'text', name: 'text', label: words.commentField, required: true, atMost: 4000 }],
    path: '/comments', body: ({ text }) => ({ text: text['text'] })
  }),
  RETRY: ({ detail, words }) => ({
    ...plain(words.retryHeading, words.retried), text: detail.incidents.map(each => words.retryText(each.step, each.message)),
    confirm: words.retryConfirm, path: '/retry'
  }),
  GIVE_UP: ({ detail, words }) => ({
    ...plain(words.giveUpHeading(nameOf(detail), detail.target.name), words.gaveUp), danger: true, warning: words.giveUpText,
    text: detail.incidents.map(each => words.retryText(each.step, each.message)), confirm: words.giveUpConfirm,
    asks: () => [reason('reason', words.reasonLabel, 1, words)],
    path: '/give-up', body: ({ text }) => ({ reason: text['reason'] })
  }),
  REMIND: ({ detail, words, locale }) => {
    const names = detail.stages.filter(stage => stage.state === 'OPEN').flatMap(stage => stage.candidates).map(each => each.name);
    return {
      ...plain(words.remindHeading, words.reminded), confirm: words.remindConfirm, path: '/remind',
      text: [names.length === 0 ? words.remindNobody : words.remindText(format.listed([...new Set(names)].slice(0, 10), locale))]
    };
  },
  RESCHEDULE: ({ detail, words }) => ({
    ...plain(words.rescheduleHeading, words.rescheduled), text: [words.rescheduleText], confirm: words.rescheduleConfirm,
    asks: () => [{
      kind: 'moment', name: 'notBefore', label: words.startLabel, required: false,
      help: words.zone(Intl.DateTimeFormat().resolvedOptions().timeZone)
    }],
    initial: { notBefore: toLocal(detail.time.notBefore) },
    path: '/reschedule', body: ({ text }) => text['notBefore'] ? { notBefore: new Date(text['notBefore']).toISOString() } : {}
  }),
  EXTEND_DEADLINE: ({ detail, words, locale }) => ({
    ...plain(words.extendHeading, words.extended), confirm: words.extendConfirm,
    text: detail.time.due ? [words.extendText(format.moment(detail.time.due, clock.now(), locale))] : [],
    asks: () => [
      { kind: 'select', name: 'by', label: words.extendBy, required: true, options: LENGTHS.map(value => ({ value, label: lengthLabel(value, words) })) },
      reason('reason', words.reasonLabel, 1, words)
    ],
    initial: { by: 'P1D' },
    path: '/extend', body: ({ text }) => ({ by: text['by'], reason: text['reason'] })
  }),
  CLOSE_REPAIR: ({ detail, words }) => ({
    ...plain(words.repairHeading(detail.target.name), words.repaired), text: [words.repairText], confirm: words.repairConfirm,
    asks: () => [reason('comment', words.repairField, 1, words)],
    path: '/repair', body: ({ text }) => ({ comment: text['comment'] })
  }),
  BYPASS: ({ detail, words }) => ({
    ...plain(words.bypassHeading(detail.target.name), words.declared), danger: true, warning: words.bypassText, confirm: words.bypassDeclare,
    asks: () => [
      reason('reason', words.reasonLabel, 20, words),
      { kind: 'line', name: 'ticket', label: words.bypassTicket, help: words.bypassTicketHelp, required: false, atMost: 128 }
    ],
    path: '/bypass', body: ({ text }) => ({ reason: text['reason'], ...(text['ticket'] ? { ticket: text['ticket'] } : {}) })
  }),
  BYPASS_CONFIRM: ({ detail, words }) => ({
    ...plain(words.bypassConfirmHeading(detail.target.name), words.confirmed), danger: true, confirm: words.bypassConfirm,
    text: detail.bypass ? [words.bypassConfirmText(detail.bypass.requestedBy.name, detail.bypass.reason)] : [],
    warning: words.bypassConfirmThen, path: '/bypass/confirm'
  }),
  BYPASS_REVIEW: ({ detail, words }) => ({
    ...plain(words.bypassReviewHeading, words.reviewed), confirm: words.bypassReviewConfirm,
    text: detail.bypass ? [words.bypassReviewText(detail.bypass.requestedBy.name, detail.bypass.reason)] : [],
    asks: () => [
      {
        kind: 'radios', name: 'justified', label: words.judgement, required: true,
        options: [{ value: 'true', label: words.justified }, { value: 'false', label: words.notJustified }]
      },
      reason('comment', words.finding, 1, words)
    ],
    path: '/bypass/review', body: ({ text }) => ({ justified: text['justified'] === 'true', comment: text['comment'] })
  }),
  ASSIGN: ({ detail, words }) => {
    const open = detail.stages.filter(stage => stage.state === 'OPEN');
    const chosen = (values: Values) => open.find(stage => stage.name === values.text['stage']) ?? open[0];
    return {
      ...plain(words.assignHeading, words.assigned), text: [words.assignText], confirm: words.assignConfirm,
      asks: values => [
        ...(open.length > 1 ? [{
          kind: 'select' as const, name: 'stage', label: words.assignStage, required: true, options: open.map(({ name }) => ({ value: name, label: name }))
        }] : []),
        { kind: 'people', name: 'persons', label: words.assignPeople, required: true, people: chosen(values)?.candidates ?? [] },
        reason('reason', words.reasonLabel, 1, words)
      ],
      initial: { stage: open[0]?.name ?? '' },
      path: '/assign', body: values => ({ stage: chosen(values)?.name, persons: values.people, reason: values.text['reason'] })
    };
  }
};

function plain(heading: string, done: string): Omit<Question, 'confirm' | 'path'> {
  return { heading, text: [], danger: false, asks: () => [], initial: {}, body: () => ({}), done };
}

function reason(name: string, label: string, atLeast: number, words: Words): Ask {
  return { kind: 'text', name, label, required: true, atLeast, atMost: 4000, ...(atLeast > 1 ? { help: words.atLeast(atLeast) } : {}) };
}

function approvalText(detail: PromotionDetail, words: Words, locale: string): string[] {
  const needed = neededAfterMine(detail);
  if (needed === undefined) return [];
  if (needed > 0) return [words.moreNeeded(needed)];
  const start = startAfter(detail, clock.now());
  switch (start.kind) {
    case 'at-once': return [words.lastAtOnce];
    case 'blocked': return [words.lastButBlocked];
    default: {
      const at = format.moment(start.at, clock.now(), locale);
      return [start.kind === 'window' ? words.lastInWindow(at) : start.kind === 'scheduled' ? words.lastScheduled(at) : words.lastSoaking(at)];
    }
  }
}

function rollback(detail: PromotionDetail, words: Words): Question {
  const { version, target, change } = detail;
  const earlier = earlierVersion(detail);
  const changed = keysOf(change, 'ADDED', 'REMOVED', 'CHANGED');
  // Going back takes away what the promotion brought.
  const lost = keysOf(change, 'ADDED');
  const loses = lost.length > 0 && target.protected;
  return {
    ...plain(earlier ? words.rollbackHeading(earlier, target.name) : words.rollbackHeadingUnknown(target.name), words.rollbackDone),
    danger: true, confirm: words.rollbackConfirm,
    text: [
      words.rollbackText(version, earlier ?? '…', target.name),
      ...(changed.length > 0 ? [words.rollbackChanges(version, changed.length, some(changed, words))] : [])
    ],
    ...(loses ? { warning: words.rollbackLoses(some(lost, words)) } : {}),
    asks: () => [
      reason('reason', words.reasonLabel, 1, words),
      ...(loses ? [{ kind: 'line' as const, name: 'typed', label: words.typeName(target.name), required: true, atMost: 200, equals: target.name }] : [])
    ],
    path: '/rollback', body: ({ text }) => ({ reason: text['reason'] })
  };
}

function some(keys: readonly string[], words: Words): string {
  const shown = keys.slice(0, 5);
  return keys.length > shown.length ? `${shown.join(', ')}, ${words.andMore(keys.length - shown.length)}` : shown.join(', ');
}

function approvalsGiven(detail: PromotionDetail): number {
  return detail.stages.flatMap(stage => stage.decided).filter(each => each.decision === 'APPROVE').length;
}

function withComment(body: Record<string, unknown>, comment: string | undefined): Record<string, unknown> {
  return comment ? { ...body, comment } : body;
}

function lengthLabel(span: string, words: Words): string {
  const amount = Number(/\d+/.exec(span)?.[0]);
  return span.includes('T') ? words.hours(amount) : words.days(amount);
}

/** The form of `datetime-local`, in the time zone of the browser. */
export function toLocal(time: string | undefined): string {
  if (!time) return '';
  const at = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What is missing or wrong, by the name of the field. */
export function problemsOf(asks: readonly Ask[], values: Values, words: Words, now: number): { name: string; message: string }[] {
  return asks.flatMap(ask => {
    const message = problemOf(ask, values, words, now);
    return message === undefined ? [] : [{ name: ask.name, message }];
  });
}

function problemOf(ask: Ask, values: Values, words: Words, now: number): string | undefined {
  const value = (values.text[ask.name] ?? '').trim();
  switch (ask.kind) {
    case 'people':
      return values.people.some(id => ask.people.some(person => person.id === id)) ? undefined : words.chooseSomebody;
    case 'radios':
      return value ? undefined : words.choose;
    case 'moment':
      return value && Date.parse(value) <= now ? words.past : undefined;
    case 'text':
      if (!ask.required && value === '') return undefined;
      if ([...value].length < (ask.atLeast ?? 0)) return ask.atLeast === 1 ? words.needed : words.tooShort(ask.atLeast ?? 0);
      return ask.required && value === '' ? words.needed : undefined;
    case 'line':
      if (ask.equals !== undefined) return value === ask.equals ? undefined : words.typeWrong(ask.equals);
      return ask.required && value === '' ? words.needed : undefined;
    default:
      return ask.required && value === '' ? words.needed : undefined;
  }
}
