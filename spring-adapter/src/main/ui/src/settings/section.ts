import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WorkspaceSettings } from '../api/contract';
import { base, errorSummary, Failure, failureBox, Intention, inWords, SluiceElement, tokens } from '../base';
import { merge, same, type Merged } from './merge';
import { settingsWords } from './messages';
import type { FormProblem } from './policy-check';
import { problemWords } from './problem-words';
import { settingsStyles } from './styles';

/** What a section of the settings is called in addresses, and in `may` of the settings. */
export type SectionName = 'general' | 'path' | 'policy' | 'windows' | 'notifications' | 'configuration' | 'access' | 'mails' | 'danger';

/** One line of a comparison: what a part is called, and its value in words. */
export interface Line<D> {
  part: keyof D;
  label: string;
  value: string;
}

/**
 * A section with its own Save. It keeps what is typed when others change the same thing meanwhile: what they changed besides
 * is taken over and named, and nothing is written over that nobody has seen.
 */
export abstract class SettingsSection<D extends object> extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @state() protected draft!: D;
  @state() protected problems: FormProblem[] = [];
  @state() protected failure?: Failure;
  @state() protected busy = false;
  @state() protected note = '';
  @state() private conflict?: Merged<D>;
  protected from!: D;
  protected etag = '';
  protected intention = new Intention();
  private theirs?: D;
  private told = false;

  protected abstract readonly section: SectionName;
  /** Key of `may`. */
  protected abstract readonly right: string;
  protected abstract draftFrom(settings: WorkspaceSettings): D;
  protected abstract tagOf(settings: WorkspaceSettings): string;
  protected abstract check(draft: D): FormProblem[];
  /** Writes it; throws a Failure. */
  protected abstract send(draft: D, how: { ifMatch: string; intention: Intention }): Promise<void>;
  /** The inputs. */
  protected abstract fields(draft: D): unknown;
  /** The same for whoever may only read. */
  protected abstract values(): unknown;
  /** Every part in words, for comparisons. */
  protected abstract lines(draft: D): Line<D>[];
  /** Who changed it last, where that is known. */
  protected changedBy(): string | undefined {
    return undefined;
  }
  /** What saving means, in words. */
  protected effect(): unknown {
    return nothing;
  }

  get dirty(): boolean {
    return this.draft !== undefined && !same(this.draft, this.from);
  }

  protected get text() {
    return this.words(settingsWords);
  }

  protected get allowed(): boolean {
    return this.settings.may[this.right]?.allowed === true && !this.settings.workspace.archivedAt;
  }

  protected path(rest = ''): string {
    return `/workspaces/${encodeURIComponent(this.settings.workspace.id)}${rest}`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('settings')) this.take(this.settings);
  }

  protected override updated(): void {
    if (this.dirty !== this.told) {
      this.told = this.dirty;
      this.dispatchEvent(new CustomEvent('dirty'));
    }
  }

  private take(settings: WorkspaceSettings): void {
    const theirs = this.draftFrom(settings);
    const etag = this.tagOf(settings);
    if (this.draft === undefined || !this.dirty) {
      this.draft = theirs;
      this.conflict = undefined;
    } else if (!same(theirs, this.from)) {
      const merged = merge(this.from, this.draft, theirs);
      this.draft = merged.draft;
      this.conflict = merged;
      this.theirs = theirs;
      this.intention = new Intention();
    }
    this.from = theirs;
    this.etag = etag;
  }

  protected change(part: Partial<D>): void {
    this.draft = { ...this.draft, ...part };
    this.note = '';
    this.edited();
  }

  /** Complaints go away as they are mended; new ones wait for Save. */
  protected edited(): void {
    if (this.problems.length > 0) {
      const now = this.check(this.draft);
      this.problems = this.problems.filter(one => now.some(({ field, code }) => field === one.field && code === one.code));
    }
  }

  protected wrong(field: string): string | undefined {
    const problem = this.problems.find(one => one.field === field);
    return problem && problemWords(problem, this.text, this.locale);
  }

  /** In the summary a complaint needs the name of its field. */
  private named(problem: FormProblem): string {
    const text = problemWords(problem, this.text, this.locale);
    const control = this.renderRoot.querySelector(`#${CSS.escape(problem.field)}`);
    const label = this.renderRoot.querySelector(`label[for="${CSS.escape(problem.field)}"]`) ?? control?.closest('fieldset')?.querySelector('legend');
    const name = control?.getAttribute('aria-label') ?? (label && [...label.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent).join('').trim());
    return problem.code === 'server' || !name ? text : `${name}: ${text}`;
  }

  protected override render(): unknown {
    if (!this.settings) return nothing;
    const words = this.text;
    if (!this.allowed) {
      const why = inWords(this, this.settings.may[this.right]?.why);
      return html`<section class="stack" aria-labelledby="heading">${this.heading()}
        <p class="note">${this.settings.workspace.archivedAt ? words.archivedAlready : why ? words.readOnlyWhy(why) : words.readOnly}</p>${this.values()}</section>`;
    }
    return html`<section class="stack" aria-labelledby="heading">${this.heading()}
      ${this.intro()}
      <form class="stack" novalidate @submit=${this.onSubmit}>
        ${this.conflictNote()}
        ${errorSummary(this, this.problems.map(problem => ({ id: problem.field, message: this.named(problem) })))}
        ${this.failure ? failureBox(this, this.failure, { writing: true, ...(this.failure.passing ? { retry: () => void this.save() } : {}) }) : nothing}
        ${this.fields(this.draft)}
        ${this.dirty ? this.effectBox(this.effect()) : nothing}
        ${this.feet()}
      </form></section>`;
  }

  /** What stands between the heading and the form. */
  protected intro(): unknown {
    return nothing;
  }

  protected heading(): TemplateResult {
    return html`<h2 id="heading" tabindex="-1">${this.text[this.section]}</h2>`;
  }

  protected effectBox(content: unknown): unknown {
    return content === nothing ? nothing : html`<div class="note effect" role="status"><h3>${this.text.effect}</h3>${content}</div>`;
  }

  protected feet(): unknown {
    const words = this.text;
    const why = this.dirty ? undefined : words.nothingToSave;
    return html`<div class="feet">
      <button type="submit" id="save" class="primary" aria-disabled=${String(why !== undefined)} aria-busy=${String(this.busy)}
        aria-describedby=${why ? 'save-why' : nothing}>${words.save}</button>
      ${this.discardButton()}
      <span class="said" role="status">${this.note ? html`<span class="good"><span aria-hidden="true">✓ </span>${this.note}</span>`
        : why ? html`<span class="muted small" id="save-why">${why}</span>` : nothing}</span></div>`;
  }

  protected discardButton(): unknown {
    return this.dirty ? html`<button type="button" id="discard" class="quiet" @click=${this.discard}>${this.text.discard}</button>` : nothing;
  }

  private conflictNote(): unknown {
    const { conflict, theirs } = this;
    if (!conflict || !theirs) return nothing;
    const words = this.text;
    const who = this.changedBy();
    // A part that others took away has no line among theirs.
    const now = this.lines(theirs);
    const lines = [...now, ...this.lines(conflict.draft).filter(({ part }) => !now.some(line => line.part === part)).map(line => ({ ...line, value: words.none }))];
    const taken = lines.filter(({ part }) => conflict.taken.includes(part));
    const both = lines.filter(({ part }) => conflict.both.includes(part));
    return html`<div class="note warn stack" role="alert" tabindex="-1" id="conflict">
      <p class="strong">${who ? words.conflictBy(who) : words.conflict}</p>
      ${taken.length ? html`<div><p>${words.conflictTaken}</p><ul class="lines">${taken.map(({ label, value }) => html`<li><span class="strong">${label}:</span> ${value}</li>`)}</ul></div>` : nothing}
      ${both.length ? html`<div><p>${words.conflictBoth}</p><ul class="lines">${both.map(({ label, value }) => html`<li><span class="strong">${label}</span>
        (${words.conflictTheirs(value)})</li>`)}</ul></div>` : nothing}
      <div><button type="button" class="small" @click=${this.discard}>${words.takeTheirs}</button></div></div>`;
  }

  /** Forgets what was typed. */
  reset(): void {
    this.draft = this.from;
    this.problems = [];
    this.failure = undefined;
    this.conflict = undefined;
    this.note = '';
    this.intention = new Intention();
    this.discarded();
    this.told = false;
    this.dispatchEvent(new CustomEvent('dirty'));
  }

  private readonly discard = () => {
    this.reset();
    void this.focusSoon('#heading');
  };

  protected discarded(): void {
    // For sections with more than a draft.
  }

  protected readonly onSubmit = (event: Event) => {
    event.preventDefault();
    void this.save();
  };

  protected async save(): Promise<void> {
    if (this.busy || !this.dirty || !this.sound()) return;
    await this.sending(() => this.send(this.draft, { ifMatch: tag(this.etag), intention: this.intention }), this.text.saved);
  }

  /** Whether it can be sent; shows what is wrong if not. */
  protected sound(): boolean {
    this.problems = this.check(this.draft);
    if (this.problems.length > 0) void this.focusSoon('.summary');
    return this.problems.length === 0;
  }

  /** Sends once whatever is pressed meanwhile, and shows what came of it. */
  protected async sending(write: () => Promise<void>, said: string): Promise<void> {
    this.busy = true;
    this.failure = undefined;
    this.note = '';
    try {
      await write();
      this.intention = new Intention();
      this.conflict = undefined;
      this.from = this.draft;
      this.note = said;
      this.emit('sluice-settings-saved', { workspace: this.settings.workspace.id, section: this.section });
      this.refresh();
    } catch (error) {
      await this.refused(Failure.of(error));
    } finally {
      this.busy = false;
    }
  }

  protected async refused(failure: Failure): Promise<void> {
    if (!failure.passing) this.intention = new Intention();
    const field = this.fieldOf(failure);
    if (failure.kind === 'stale' || failure.code.endsWith('.stale')) {
      this.refresh();
      this.conflict ??= { draft: this.draft, taken: [], both: [] };
      this.theirs ??= this.from;
      await this.focusSoon('#conflict');
    } else if (field) {
      this.problems = [{ field, code: 'server', values: { text: failure.problem?.detail ?? '' } }];
      await this.focusSoon('.summary');
    } else {
      this.failure = failure;
      await this.focusSoon('[part="error"]');
    }
  }

  /** The control that the server complains about, where there is one: `workspace.name` is `name` here. */
  private fieldOf(failure: Failure): string | undefined {
    const told = [failure.problem?.errors?.[0]?.field, failure.problem?.field].filter((one): one is string => !!one);
    const names = told.flatMap(one => [one, one.replace(/^(?:policy|workspace|configuration|freeze)\./, '')]).map(one => one.replace(/\[(\d+)\]/g, '.$1'));
    return names.find(one => this.renderRoot.querySelector(`#${CSS.escape(one)}`));
  }

  /** Asks whoever loaded the settings to load them again. */
  protected refresh(): void {
    this.dispatchEvent(new CustomEvent('refresh'));
  }

  async focusSoon(selector: string): Promise<void> {
    await this.updateComplete;
    const element = this.renderRoot.querySelector<HTMLElement>(selector);
    if (element?.matches('[part="error"]')) element.tabIndex = -1;
    element?.focus();
  }
}

/** An entity tag as If-Match wants it. */
export function tag(etag: string): string {
  return /^(?:W\/)?".*"$/.test(etag) ? etag : `"${etag}"`;
}
