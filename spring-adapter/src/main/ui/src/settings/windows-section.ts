import { html, nothing } from 'lit';
import type { Policy, WorkspaceSettings } from '../api/contract';
import { clock, define, format } from '../base';
import { calendarFields, weeklyFields } from './calendar-fields';
import { calendar, ownRegion, problemsOfWindow, weekly, windowForm, windowOf, type WindowForm } from './calendar-form';
import { calendarWords } from './calendar-words';
import './freezes';
import { openingsOf } from './openings';
import { PolicyBasedSection } from './policy-base';
import type { FormProblem } from './policy-check';
import type { Line } from './section';

interface Windows {
  windows: WindowForm[];
}

/** When deployments may begin: windows, which belong to the policy, and freezes. */
export class WindowsSection extends PolicyBasedSection<Windows> {
  protected readonly section = 'windows';
  protected readonly right = 'POLICY';

  protected draftFrom({ policy }: WorkspaceSettings): Windows {
    return { windows: policy.policy.windows.map(windowForm) };
  }

  protected policyOf(draft: Windows): Policy {
    return { ...this.settings.policy.policy, windows: draft.windows.map(windowOf) };
  }

  protected checkForm(draft: Windows): FormProblem[] {
    return draft.windows.flatMap((window, index) => problemsOfWindow(window).map(({ part, code }) =>
      ({ field: `windows.${index}.${part}`, code: code === 'missing' ? code : `calendar.${code}` })));
  }

  protected override render(): unknown {
    return this.settings ? html`${super.render()}
      <sluice-settings-freezes .settings=${this.settings} lang=${this.locale} @refresh=${() => this.refresh()}></sluice-settings-freezes>` : nothing;
  }

  protected override intro() {
    const words = this.text;
    return html`<h3>${words.changeWindows}</h3><p class="muted small">${words.windowsHelp}</p>${this.openings()}`;
  }

  private openings() {
    const words = this.text;
    const { openings, notes, policy } = this.settings.policy;
    if (this.dirty && this.allowed) return this.draftOpenings();
    if (policy.windows.length === 0) return nothing;
    return html`<div class="note"><h3>${words.openings}</h3>
      ${openings.length === 0 ? html`<p>${words.noOpenings}</p>` : this.openingList(openings)}
      ${notes.map(note => html`<p class="small">${note}</p>`)}</div>`;
  }

  /** What is typed but not saved, as far as the calendar tells without the server. */
  private draftOpenings() {
    const words = this.text;
    const { windows } = this.draft;
    const { next, partial } = openingsOf(windows, clock.now());
    return html`<div class="note"><h3>${words.openingsDraft}</h3>
      ${windows.length === 0 ? html`<p>${words.alwaysOpen}</p>` : next.length > 0 ? this.openingList(next.map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })))
        : partial ? nothing : html`<p>${words.noOpenings}</p>`}
      ${partial ? html`<p class="small">${words.openingsPartial}</p>` : nothing}</div>`;
  }

  private openingList(openings: readonly { from: string; to: string }[]) {
    return html`<ol class="lines">${openings.map(({ from, to }) => html`<li><time datetime=${from}>${this.stretch(from, to)}</time>${Date.parse(from) <= clock.now()
      ? html` <span class="chip good">${this.text.openedNow}</span>` : nothing}</li>`)}</ol>`;
  }

  private stretch(from: string, to: string): string {
    return this.text.span(format.absolute(from, this.locale), format.absolute(to, this.locale));
  }

  protected fields({ windows }: Windows) {
    const words = this.text;
    const wrong = (field: string) => this.wrong(field);
    const replace = (index: number, part: object) => this.change({ windows: windows.map((one, at) => at === index ? { ...one, ...part } as WindowForm : one) });
    const add = (window: WindowForm, first: string) => {
      this.change({ windows: [...windows, window] });
      void this.focusSoon(`#${CSS.escape(`windows.${windows.length}.${first}`)}`);
    };
    const zone = windows[0]?.zone ?? ownRegion();
    return html`<div class="entries" id="windows" tabindex="-1">
      ${windows.length === 0 ? html`<p>${words.alwaysOpen}</p>` : windows.map((window, index) => html`<fieldset class="entry"><legend class="hidden-visually">${words.windowTitle(index + 1)}</legend>
        <div class="spread"><span class="strong" aria-hidden="true">${words.windowTitle(index + 1)}</span><button type="button" class="small" aria-label=${words.removeWindow(index + 1)} @click=${() => {
          this.change({ windows: windows.filter((_, at) => at !== index) });
          void this.focusSoon('#windows');
        }}><span aria-hidden="true">✕</span></button></div>
        ${window.form === 'WEEKLY' ? weeklyFields(this, `windows.${index}`, window, wrong, part => replace(index, part))
          : calendarFields(this, `windows.${index}`, window, wrong, part => replace(index, part))}</fieldset>`)}</div>
      <div class="row"><button type="button" id="addWeekly" @click=${() => add(weekly(zone), 'days')}>${words.addWeekly}</button>
        <button type="button" id="addCalendar" @click=${() => add({ form: 'CALENDAR', ...calendar('', zone) }, 'start')}>${words.addCalendar}</button></div>`;
  }

  protected values() {
    const words = this.text;
    const { windows } = this.settings.policy.policy;
    return html`<h3>${words.changeWindows}</h3>${windows.length === 0 ? html`<p>${words.alwaysOpen}</p>`
      : html`<ul class="lines">${windows.map(window => html`<li>${calendarWords(window, words, this.locale)}</li>`)}</ul>`}${this.openings()}`;
  }

  protected lines(draft: Windows): Line<Windows>[] {
    const words = this.text;
    return [{ part: 'windows', label: words.changeWindows, value: draft.windows.map(window => calendarWords(windowOf(window), words, this.locale)).join('; ') || words.alwaysOpen }];
  }
}

define('sluice-settings-windows', WindowsSection);
