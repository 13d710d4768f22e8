import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PromotionDetail } from '../api/contract';
import {
  base, clock, common, define, describedBy, Failure, field, format, inWords, loading, lookOf, SluiceElement, tokens, type FieldOptions
} from '../base/index';
import { actionWords } from './action-messages';
import { arrived, Attempts, happened, seenPage, type Seen } from './decision';
import { problemsOf, questionOf, type Ask, type Question, type QuestionKind, type Values } from './questions';

/** Refusals after which somebody else was faster, so that the page is loaded anew. */
const FASTER = ['promotion.alreadyDecided', 'approval.alreadyDecided', 'approval.subjectChanged', 'approval.notOpen', 'promotion.deploying'];

const EMPTY: Values = { text: {}, people: [] };

/** What became of an action: the promotion as it is now, where the answer told. */
export interface Acted {
  kind: QuestionKind;
  promotion?: PromotionDetail;
  /** To say to who cannot see it. */
  words: string;
}

/**
 * The dialog in which a person acts on a promotion. It opens when it has a `kind`, and sends `acted` (with `Acted`) when it
 * is done, `dismissed` when the person thought better of it, and `reloaded` (with the promotion) when somebody was faster.
 */
export class PromotionAction extends SluiceElement {
  static override styles = [tokens, base, css`
    :host { display: contents; }
    .question { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
    .people { display: grid; gap: 0.35rem; }
    .people .choice { font-weight: 400; }
  `];

  @property({ attribute: false }) kind?: QuestionKind;
  /** Absent while it is loaded. */
  @property({ attribute: false }) promotion?: PromotionDetail;
  /** What the person saw, when that was not the page of the promotion. */
  @property({ attribute: false }) seen?: Seen;
  /** Why the promotion could not be loaded. */
  @property({ attribute: false }) failure?: Failure;
  @state() private values: Values = EMPTY;
  @state() private errors: { name: string; message: string }[] = [];
  @state() private conflict?: { text: string; again: boolean; why?: string };
  @state() private me = '';
  /** What the dialog is about: it stays when the page behind is refreshed. */
  @state() private subject?: PromotionDetail;
  /** What the person has seen of it since somebody else was faster. */
  private sawSince?: Seen;
  private attempts = new Attempts();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('kind')) this.begin();
    if (this.kind && !this.subject && this.promotion) {
      this.subject = this.promotion;
      this.values = { text: { ...this.question()?.initial }, people: [] };
    }
  }

  protected override render() {
    if (!this.kind) return nothing;
    const words = this.words(actionWords);
    const question = this.question();
    const heading = question?.heading ?? words.loading;
    return html`<sluice-dialog open .lang=${this.lang} .heading=${heading} .confirm=${question && !this.isOver ? question.confirm : ''}
        .cancelLabel=${question && !this.isOver ? question.cancel ?? '' : ''} .danger=${question?.danger ?? false} .why=${this.refusal()}
        .errors=${this.errors.map(({ name, message }) => ({ id: name, message }))} .action=${this.send}
        @dismiss=${() => this.dispatchEvent(new CustomEvent('dismissed'))}>
      <div class="question">
        ${question ? this.content(question) : this.failure ? html`<p class="note bad" role="alert">${this.failure.problem?.detail ?? this.words(common).fault}</p>`
          : loading(words.loading, 2)}
      </div>
    </sluice-dialog>`;
  }

  private content(question: Question): TemplateResult {
    const conflict = this.conflict;
    return html`
      ${conflict ? html`<div class="note warn" role="alert"><p class="strong">${conflict.text}</p><p>${conflict.again
        ? this.words(actionWords).conflictAgain : conflict.why}</p>${this.isOver && this.typedSomething
        ? html`<p>${this.words(actionWords).conflictOver}</p>` : nothing}</div>` : nothing}
      ${this.isOver ? nothing : html`
        ${question.text.map(text => html`<p>${text}</p>`)}
        ${question.warning ? html`<p class="note ${question.danger ? 'bad' : 'warn'}">${question.warning}</p>` : nothing}`}
      ${this.isOver && !this.typedSomething ? nothing : question.asks(this.values).map(ask => this.control(ask))}`;
  }

  private control(ask: Ask): TemplateResult {
    const error = this.errors.find(({ name }) => name === ask.name)?.message;
    const options: FieldOptions = {
      id: ask.name, label: ask.label, required: ask.required, mark: !ask.required && ask.kind !== 'moment',
      ...(ask.help ? { help: ask.help } : {}), ...(error ? { error } : {})
    };
    const invalid = error ? 'true' : nothing;
    const value = this.values.text[ask.name] ?? '';
    const type = (event: Event) => this.type(ask.name, (event.target as HTMLInputElement).value);
    switch (ask.kind) {
      case 'text':
        return field(this, options, html`<textarea id=${ask.name} rows="4" maxlength=${ask.atMost} .value=${value} aria-describedby=${describedBy(options)}
          aria-invalid=${invalid} aria-required=${String(ask.required)} ?readonly=${this.isOver} @input=${type}></textarea>`);
      case 'line':
        return field(this, options, html`<input id=${ask.name} maxlength=${ask.atMost} autocomplete="off" .value=${value}
          aria-describedby=${describedBy(options)} aria-invalid=${invalid} aria-required=${String(ask.required)} @input=${type}>`);
      case 'moment':
        return field(this, options, html`<input id=${ask.name} type="datetime-local" .value=${value} aria-describedby=${describedBy(options)}
          aria-invalid=${invalid} @input=${type}>`);
      case 'select':
        return field(this, options, html`<select id=${ask.name} @change=${type}>${ask.options.map(option =>
          html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}</select>`);
      case 'radios':
        return this.group(ask, error, html`${ask.options.map((option, at) => html`<label class="choice"><input type="radio" name=${ask.name}
          id=${at === 0 ? ask.name : nothing} value=${option.value} .checked=${option.value === value} @change=${type}><span>${option.label}</span></label>`)}`);
      case 'people':
        return this.group(ask, error, ask.people.length === 0 ? html`<p class="muted">${this.words(actionWords).assignNobody}</p>`
          : html`${ask.people.map((person, at) => html`<label class="choice"><input type="checkbox" id=${at === 0 ? ask.name : nothing} value=${person.id}
            .checked=${this.values.people.includes(person.id)} @change=${this.tick}><span>${person.name}</span></label>`)}`);
    }
  }

  private group(ask: Ask, error: string | undefined, choices: TemplateResult): TemplateResult {
    return html`<fieldset class="field people" aria-describedby=${error ? `${ask.name}-wrong` : nothing}><legend>${ask.label}</legend>${choices}
      ${error ? html`<p class="wrong" id="${ask.name}-wrong"><span aria-hidden="true">✕ </span>${error}</p>` : nothing}</fieldset>`;
  }

  private type(name: string, value: string): void {
    this.values = { ...this.values, text: { ...this.values.text, [name]: value } };
    this.recheck();
  }

  private readonly tick = (event: Event) => {
    const { value, checked } = event.target as HTMLInputElement;
    const others = this.values.people.filter(id => id !== value);
    this.values = { ...this.values, people: checked ? [...others, value] : others };
    this.recheck();
  };

  /** A message goes as soon as its reason is gone; none comes while somebody types. */
  private recheck(): void {
    if (this.errors.length === 0) return;
    const wrong = this.problems().map(({ name }) => name);
    this.errors = this.errors.filter(({ name }) => wrong.includes(name));
  }

  private begin(): void {
    this.values = EMPTY;
    this.errors = [];
    this.conflict = undefined;
    this.subject = undefined;
    this.sawSince = undefined;
    this.attempts = new Attempts();
    void this.session().then(session => (this.me = session.person.id), () => undefined);
  }

  private question(): Question | undefined {
    if (!this.kind || !this.subject) return undefined;
    return questionOf(this.kind, {
      detail: this.subject, words: this.words(actionWords), locale: this.locale, me: this.me, subjectHash: this.sawBefore(this.subject).subjectHash
    });
  }

  private problems(): { name: string; message: string }[] {
    const asks = this.question()?.asks(this.values) ?? [];
    return problemsOf(asks, this.values, this.words(actionWords), clock.now());
  }

  private sawBefore(subject: PromotionDetail): Seen {
    return this.sawSince ?? this.seen ?? seenPage(subject);
  }

  private get typedSomething(): boolean {
    return Object.entries(this.values.text).some(([name, value]) => value !== '' && value !== this.question()?.initial[name]);
  }

  /** Somebody was faster, and there is nothing left to do. */
  private get isOver(): boolean {
    return this.conflict !== undefined && !this.conflict.again;
  }

  private refusal(): string | undefined {
    const words = this.words(actionWords);
    if (!this.subject || !this.kind || this.isOver) return undefined;
    if (this.sawBefore(this.subject).subjectHash !== this.subject.subjectHash) return words.conflictSubject;
    const permission = this.permission(this.subject);
    return permission && !permission.allowed ? inWords(this, permission.why) ?? words.notAllowed : undefined;
  }

  private permission(detail: PromotionDetail) {
    const kind = this.kind === 'BYPASS_CONFIRM' || this.kind === 'BYPASS_REVIEW' ? 'BYPASS' : this.kind;
    return kind ? detail.actions[kind] ?? { allowed: false } : undefined;
  }

  private readonly send = async (): Promise<boolean> => {
    const question = this.question();
    const subject = this.subject;
    if (!question || !subject || !this.kind) return false;
    this.errors = this.problems();
    if (this.errors.length > 0) return false;
    const values = { text: trimmed(this.values.text), people: this.values.people };
    const body = question.body(values);
    try {
      const answer = await this.write<unknown>('POST', `/promotions/${encodeURIComponent(subject.id)}${question.path}`, body, {
        ifMatch: quoted(subject.etag), intention: this.attempts.intentionFor(body)
      });
      this.finish(question, answer.value);
      return true;
    } catch (error) {
      const failure = Failure.of(error);
      if (failure.kind === 'stale' || FASTER.includes(failure.code)) return this.reconsider(question, subject, failure);
      if (!failure.passing) this.attempts.forget();
      if (this.showAtFields(question, failure)) return false;
      throw failure;
    }
  };

  private finish(question: Question, value: unknown): void {
    const promotion = isPromotion(value) ? value : undefined;
    const kind = this.kind;
    if (!kind) return;
    if (promotion && (kind === 'APPROVE' || kind === 'REJECT' || kind === 'CANCEL')) {
      this.emit('sluice-decided', { promotion, decision: kind });
    }
    this.dispatchEvent(new CustomEvent<Acted>('acted', { detail: { kind, words: question.done, ...(promotion ? { promotion } : {}) } }));
  }

  /** Looks what happened meanwhile, and keeps what was typed. */
  private async reconsider(question: Question, subject: PromotionDetail, failure: Failure): Promise<boolean> {
    const before = this.sawBefore(subject);
    const { value: now } = await this.read<PromotionDetail>(`/promotions/${encodeURIComponent(subject.id)}`);
    this.attempts.forget();
    this.dispatchEvent(new CustomEvent<PromotionDetail>('reloaded', { detail: now }));
    if ((this.kind === 'APPROVE' || this.kind === 'REJECT') && arrived(before, now, this.me, this.kind)) {
      this.finish({ ...question, done: this.words(actionWords).recorded }, now);
      return true;
    }
    const words = this.words(actionWords);
    const otherSubject = before.subjectHash !== now.subjectHash || failure.code === 'approval.subjectChanged';
    const permission = this.permission(now);
    const again = !otherSubject && permission?.allowed === true;
    this.subject = now;
    this.sawSince = again ? seenPage(now) : undefined;
    this.conflict = {
      text: this.conflictWords(before, now), again,
      why: otherSubject ? words.conflictSubject : inWords(this, permission?.why) ?? (failure.kind === 'conflict' ? failure.problem?.detail : undefined) ?? words.notAllowed
    };
    return false;
  }

  private conflictWords(before: Seen, now: PromotionDetail): string {
    const words = this.words(actionWords);
    const what = happened(before, now);
    const who = what.who?.name ?? words.somebody;
    const when = what.at ? ago(what.at, clock.now(), this.locale) : '';
    switch (what.kind) {
      case 'rejected': return words.conflictRejected(who, when);
      case 'approved': return words.conflictApproved(who, when);
      case 'cancelled': return words.conflictCancelled(who, when);
      case 'ended': return words.conflictEnded(this.words(common)[lookOf(now.status, now.phase).word], when);
      case 'changed': return words.conflictChanged;
    }
  }

  /** What the server found wrong stands at its field. */
  private showAtFields(question: Question, failure: Failure): boolean {
    const names = question.asks(this.values).map(ask => ask.name);
    const told = failure.problem?.errors ?? (failure.problem?.field ? [{ field: failure.problem.field, message: failure.problem.detail }] : []);
    this.errors = told.filter(each => names.includes(each.field)).map(each => ({ name: each.field, message: each.message }));
    return this.errors.length > 0 && this.errors.length === told.length;
  }
}

/** The form of an entity tag in If-Match. */
export function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}

/** "20 s ago", "3 min. ago": the shorter, the better, beside who did it. */
export function ago(at: string, now: number, locale: string): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  return seconds > -60 ? new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' }).format(Math.min(-1, seconds), 'second')
    : format.relative(at, now, locale);
}

function isPromotion(value: unknown): value is PromotionDetail {
  return value !== null && typeof value === 'object' && 'progress' in value && 'actions' in value;
}

function trimmed(text: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(text).map(([name, value]) => [name, value.trim()]));
}

define('sluice-promotion-action', PromotionAction);
