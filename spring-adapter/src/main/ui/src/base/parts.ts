import { html, nothing, type TemplateResult } from 'lit';
import type { EnvironmentType, Person } from '../api/contract';
import type { SluiceElement } from './element';
import type { Failure } from './failure';
import { lockIcon } from './icons';
import { common } from './messages';

/** A skeleton that shows itself after 300 ms, and the words for who does not see it. */
export function loading(words: string, lines = 4): TemplateResult {
  return html`<div class="loading" part="loading">
    <p class="hidden-visually" role="status">${words}</p>
    ${Array.from({ length: lines }, () => html`<div class="bone wide" aria-hidden="true"></div>`)}
  </div>`;
}

export interface FailureBoxOptions {
  retry?: () => void;
  /** Words for what was not found. */
  missing?: string;
  /** It was a write that failed. */
  writing?: boolean;
}

/** What went wrong, in words, and what one can do. */
export function failureBox(host: SluiceElement, failure: Failure, how: FailureBoxOptions = {}): TemplateResult {
  const { title, detail } = failureWords(host, failure, how);
  const words = host.words(common);
  const mayRetry = how.retry && failure.kind !== 'signed-out' && failure.kind !== 'forbidden' && failure.kind !== 'missing';
  return html`<div class="note bad stack" role="alert" part="error">
    <div><p class="strong">${title}</p><p>${detail}</p>
      ${failure.problem?.incident ? html`<p class="small">${words.incident(failure.problem.incident)}</p>` : nothing}</div>
    ${mayRetry || (how.retry && failure.kind === 'signed-out')
      ? html`<div><button type="button" @click=${how.retry}>${words.tryAgain}</button></div>` : nothing}
  </div>`;
}

export function failureWords(host: SluiceElement, failure: Failure, how: FailureBoxOptions = {}): { title: string; detail: string } {
  const words = host.words(common);
  const problem = failure.problem;
  switch (failure.kind) {
    case 'signed-out': return { title: words.signedOutTitle, detail: words.signedOut };
    case 'forbidden':
      return { title: how.writing ? words.forbiddenWriteTitle : words.forbiddenTitle, detail: problem?.detail ?? words.forbidden };
    case 'missing': return { title: words.missingTitle, detail: how.missing ?? words.missing };
    case 'offline': return { title: words.offlineTitle, detail: words.offlineDetail };
    case 'timeout': return { title: words.timeoutTitle, detail: words.timeout };
    case 'unavailable': return { title: words.unavailableTitle, detail: problem?.detail ?? words.unavailable };
    case 'fault': return { title: words.faultTitle, detail: words.fault };
    default: return { title: problem?.title ?? words.faultTitle, detail: problem?.detail ?? words.fault };
  }
}

/** Nothing is there, and what to do about it. */
export function empty(text: unknown, action: unknown = nothing): TemplateResult {
  return html`<div class="empty card" part="empty"><p>${text}</p>${action}</div>`;
}

export interface FieldOptions {
  /** Unique in the shadow tree; the control has to carry it. */
  id: string;
  label: string;
  help?: string;
  error?: string;
  required?: boolean;
  /** Says "(optional)" when false; says nothing when absent. */
  mark?: boolean;
}

/**
 * A label, help and error around a control. The control carries `id`, and `aria-describedby=${describedBy(options)}`,
 * `aria-invalid=${String(!!options.error)}` where they apply.
 */
export function field(host: SluiceElement, options: FieldOptions, control: unknown): TemplateResult {
  const words = host.words(common);
  return html`<div class="field">
    <label for=${options.id}>${options.label}${options.required ? html` <span class="mark">(${words.required})</span>`
      : options.mark ? html` <span class="mark">(${words.optional})</span>` : nothing}</label>
    ${options.help ? html`<p class="help" id="${options.id}-help">${options.help}</p>` : nothing}
    ${control}
    ${options.error ? html`<p class="wrong" id="${options.id}-wrong"><span aria-hidden="true">✕ </span>${options.error}</p>` : nothing}
  </div>`;
}

export function describedBy(options: FieldOptions): string | typeof nothing {
  const ids = [options.help ? `${options.id}-help` : '', options.error ? `${options.id}-wrong` : ''].filter(id => id !== '');
  return ids.length === 0 ? nothing : ids.join(' ');
}

/** Errors of a form on top of it, each a link to its field in the shadow tree or the slots. Focus it (`.summary`) when the form was refused. */
export function errorSummary(host: SluiceElement, errors: readonly { id: string; message: string }[]): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing;
  const jump = (event: Event, id: string) => {
    event.preventDefault();
    const selector = `#${CSS.escape(id)}`;
    (host.renderRoot.querySelector<HTMLElement>(selector) ?? host.querySelector<HTMLElement>(selector))?.focus();
  };
  return html`<div class="note bad summary" role="alert" tabindex="-1">
    <p class="strong">${host.words(common).problemsTitle(errors.length)}</p>
    <ul>${errors.map(({ id, message }) => html`<li><a href="#${id}" @click=${(event: Event) => jump(event, id)}>${message}</a></li>`)}</ul>
  </div>`;
}

/**
 * A primary action that may be refused: it stays focusable and says why beside it.
 * @param why why it is refused; it works when absent
 */
export function action(options: { label: unknown; why?: string; id: string; kind?: string; busy?: boolean; run: (event: MouseEvent) => void }): TemplateResult {
  const refused = options.why !== undefined;
  return html`<button type="button" class=${options.kind ?? ''} aria-disabled=${String(refused)} aria-busy=${String(options.busy === true)}
      aria-describedby=${refused ? `${options.id}-why` : nothing} id=${options.id}
      @click=${(event: MouseEvent) => refused || options.busy ? event.preventDefault() : options.run(event)}>${options.label}</button>${refused
      ? html`<span class="why muted small" id="${options.id}-why">${options.why}</span>` : nothing}`;
}

export function kindChip(host: SluiceElement, type: EnvironmentType): TemplateResult {
  return html`<span class="chip kind ${type}">${host.words(common)[`type${type}`]}</span>`;
}

export function protectedChip(host: SluiceElement): TemplateResult {
  return html`<span class="chip">${lockIcon}${host.words(common).protected}</span>`;
}

export function person(host: SluiceElement, who: Person): TemplateResult {
  return html`<span title=${who.id}>${who.name || who.id}${who.service ? html` <span class="muted small">(${host.words(common).service})</span>` : nothing}</span>`;
}
