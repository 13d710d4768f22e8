import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FreezeView, WorkspaceSettings } from '../api/contract';
import { action, base, clock, define, format, icons, Intention, inWords, SluiceElement, tokens } from '../base';
import { calendarFields } from './calendar-fields';
import { calendar, calendarOf, ownRegion, problemsOfCalendar, type CalendarForm } from './calendar-form';
import { calendarWords } from './calendar-words';
import { areaInput, selectInput, textInput } from './inputs';
import { settingsWords } from './messages';
import type { FormProblem } from './policy-check';
import { problemWords } from './problem-words';
import { settingsStyles } from './styles';

interface NewFreeze {
  title: string;
  reason: string;
  scope: 'HERE' | 'ARTIFACT' | 'EVERYWHERE';
  artifact: string;
  time: CalendarForm;
}

/** Freezes that hold this workspace: announcing and lifting them. Event `refresh`. */
export class Freezes extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @state() private adding?: NewFreeze;
  @state() private lifting?: FreezeView;
  @state() private reason = '';
  @state() private problems: FormProblem[] = [];
  /** Whether the person may announce one for all workspaces. */
  @state() private everywhere = false;
  private intention = new Intention();

  protected override render() {
    const words = this.words(settingsWords);
    const { freezes, may, workspace } = this.settings;
    const right = may['FREEZES'];
    const why = workspace.archivedAt ? words.archivedAlready : right?.allowed ? undefined : inWords(this, right?.why) ?? words.readOnly;
    return html`<section class="stack group" aria-labelledby="freezes"><div class="spread"><h3 id="freezes">${words.freezes}</h3>
        <span class="row">${action({ id: 'addFreeze', label: words.addFreeze, why, run: () => this.add() })}</span></div>
      <p class="muted small">${words.freezesHelp}</p>
      ${freezes.length === 0 ? html`<p>${words.noFreezes}</p>` : html`<ul class="entries">${freezes.map(freeze => html`<li class="entry">${this.freeze(freeze)}</li>`)}</ul>`}
      ${this.adding ? this.addDialog(this.adding) : nothing}${this.lifting ? this.liftDialog(this.lifting) : nothing}</section>`;
  }

  private freeze(freeze: FreezeView) {
    const words = this.words(settingsWords);
    const moment = (at: string) => format.moment(at, clock.now(), this.locale);
    const scope = [freeze.workspace ? words.freezeScopeHere : words.freezeScopeAll, freeze.artifact ? `${freeze.artifact.kind}:${freeze.artifact.id}` : ''].filter(Boolean).join(', ');
    return html`<div class="spread"><p>${icons.freezeIcon} <span class="strong">${freeze.title}</span> ${freeze.activeNow ? html`<span class="chip warn">${words.freezeActive}</span>` : nothing}</p>
        ${freeze.mayLift ? html`<button type="button" class="small" aria-label=${words.liftOf(freeze.title)} @click=${() => this.lift(freeze)}>${words.lift}</button>` : nothing}</div>
      <p>${freeze.reason}</p>
      <p class="small">${calendarWords(freeze, words, this.locale)} · ${scope}</p>
      ${freeze.next.length > (freeze.recurrence ? 0 : 1) ? html`<ul class="lines small">${freeze.next.map(({ from, to }) => html`<li>${words.span(format.absolute(from, this.locale), format.absolute(to, this.locale))}</li>`)}</ul>` : nothing}
      <p class="muted small">${words.freezeBy(freeze.by.name, moment(freeze.at))}${freeze.lifted ? html`<br>${words.freezeLifted(freeze.lifted.by.name, moment(freeze.lifted.at), freeze.lifted.reason)}` : nothing}</p>`;
  }

  private add(): void {
    this.adding = { title: '', reason: '', scope: 'HERE', artifact: '', time: calendar('', this.settings.policy.policy.windows[0]?.zone ?? ownRegion()) };
    this.problems = [];
    this.intention = new Intention();
    void this.session().then(({ may }) => (this.everywhere = may.includes('CREATE_FREEZE'))).catch(() => undefined);
  }

  private lift(freeze: FreezeView): void {
    this.lifting = freeze;
    this.reason = '';
    this.problems = [];
    this.intention = new Intention();
  }

  private addDialog(form: NewFreeze) {
    const words = this.words(settingsWords);
    const wrong = (field: string) => this.wrong(field);
    const change = (part: Partial<NewFreeze>) => {
      this.adding = { ...form, ...part };
      this.mended(this.check(this.adding));
    };
    return html`<sluice-dialog open wide heading=${words.addFreezeTitle} confirm=${words.announce} lang=${this.locale} .action=${() => this.announceFreeze()}
        @done=${this.done} @dismiss=${() => (this.adding = undefined)}><div class="form">
      ${textInput(this, { id: 'title', label: words.freezeTitle, help: words.freezeTitleHelp, required: true, maxlength: 100, value: form.title, error: wrong('title'), change: title => change({ title }) })}
      ${areaInput(this, { id: 'freeze-reason', label: words.freezeReason, required: true, rows: 2, value: form.reason, error: wrong('freeze-reason'), change: reason => change({ reason }) })}
      ${selectInput(this, { id: 'scope', label: words.freezeScope, value: form.scope, change: scope => change({ scope }),
        choices: [{ value: 'HERE', label: words.freezeWholeWorkspace }, { value: 'ARTIFACT', label: words.freezeOneArtifact },
          ...(this.everywhere ? [{ value: 'EVERYWHERE', label: words.freezeWholeOrganization } as const] : [])] })}
      ${form.scope === 'ARTIFACT' ? textInput(this, { id: 'artifact', label: words.freezeArtifact, help: words.freezeArtifactHelp, required: true, value: form.artifact, error: wrong('artifact'), change: artifact => change({ artifact }) }) : nothing}
      ${calendarFields(this, 'time', form.time, wrong, part => change({ time: { ...form.time, ...part } }))}
    </div></sluice-dialog>`;
  }

  private liftDialog(freeze: FreezeView) {
    const words = this.words(settingsWords);
    return html`<sluice-dialog open heading=${words.liftTitle(freeze.title)} confirm=${words.lift} lang=${this.locale} .action=${() => this.liftNow(freeze)}
        @done=${this.done} @dismiss=${() => (this.lifting = undefined)}><p>${words.liftText}</p>
      ${areaInput(this, { id: 'lift-reason', label: words.reason, required: true, rows: 2, value: this.reason, error: this.wrong('lift-reason'), change: reason => {
        this.reason = reason;
        this.mended(reason.trim() ? [] : this.problems);
      } })}</sluice-dialog>`;
  }

  private check(form: NewFreeze): FormProblem[] {
    const artifact = form.artifact.trim();
    return [
      ...(!form.title.trim() || [...form.title].length > 100 ? [{ field: 'title', code: form.title.trim() ? 'name' : 'missing' }] : []),
      ...(form.reason.trim() ? [] : [{ field: 'freeze-reason', code: 'missing' }]),
      ...(form.scope === 'ARTIFACT' && !/^[^:\s]+:\S+$/.test(artifact) ? [{ field: 'artifact', code: 'artifact' }] : []),
      ...problemsOfCalendar(form.time).map(({ part, code }) => ({ field: `time.${part}`, code: code === 'missing' ? code : `calendar.${code}` }))
    ];
  }

  private wrong(field: string): string | undefined {
    const problem = this.problems.find(one => one.field === field);
    return problem && problemWords(problem, this.words(settingsWords), this.locale);
  }

  private mended(now: FormProblem[]): void {
    this.problems = this.problems.filter(one => now.some(({ field, code }) => field === one.field && code === one.code));
  }

  private async refuse(problems: FormProblem[]): Promise<boolean> {
    this.problems = problems;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(problems[0]?.field ?? '')}`)?.focus();
    return false;
  }

  private async announceFreeze(): Promise<unknown> {
    const form = this.adding;
    if (!form) return true;
    const problems = this.check(form);
    if (problems.length > 0) return this.refuse(problems);
    const artifact = form.artifact.trim();
    const at = artifact.indexOf(':');
    return this.write('POST', '/freezes', {
      title: form.title.trim(), reason: form.reason.trim(), ...(form.scope === 'EVERYWHERE' ? {} : { workspace: this.settings.workspace.id }),
      ...(form.scope === 'ARTIFACT' ? { artifact: { kind: artifact.slice(0, at), id: artifact.slice(at + 1) } } : {}), ...calendarOf(form.time)
    }, { intention: this.intention });
  }

  private async liftNow(freeze: FreezeView): Promise<unknown> {
    if (!this.reason.trim()) return this.refuse([{ field: 'lift-reason', code: 'missing' }]);
    return this.write('POST', `/freezes/${encodeURIComponent(freeze.id)}/lift`, { reason: this.reason.trim() }, { intention: this.intention });
  }

  private readonly done = () => {
    this.adding = undefined;
    this.lifting = undefined;
    this.dispatchEvent(new CustomEvent('refresh'));
  };
}

define('sluice-settings-freezes', Freezes);
