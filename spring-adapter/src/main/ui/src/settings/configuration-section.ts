import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConfigurationView, WorkspaceSettings } from '../api/contract';
import { define, type Intention } from '../base';
import { countOf, keysOf, patchOf, problemsOfKeys, type AddedKey, type Keys } from './configuration-form';
import './configuration-history';
import { areaInput, textInput } from './inputs';
import type { FormProblem } from './policy-check';
import { SettingsSection, type Line } from './section';

type Setting = ConfigurationView['settings'][number];

/** What the environment is configured with: its own keys, which are never promoted. */
export class ConfigurationSection extends SettingsSection<Keys> {
  protected readonly section = 'configuration';
  protected readonly right = 'CONFIGURATION';
  @state() private reason = '';
  @state() private history = false;

  @state() private added: AddedKey[] = [];
  /** Keys whose value has an input. */
  @state() private editing: ReadonlySet<string> = new Set();

  protected draftFrom({ configuration }: WorkspaceSettings): Keys {
    return keysOf(configuration.settings);
  }

  protected tagOf({ configuration }: WorkspaceSettings): string {
    return configuration.etag;
  }

  private get known(): Setting[] {
    return this.settings.configuration.settings;
  }

  protected check(draft: Keys): FormProblem[] {
    return [...problemsOfKeys(this.from, draft, this.added, this.known), ...(this.reason.trim() ? [] : [{ field: 'reason', code: 'missing' }])];
  }

  protected async send(draft: Keys, { ifMatch, intention }: { ifMatch: string; intention: Intention }): Promise<void> {
    const patch = patchOf(this.from, draft, this.added);
    await this.write<ConfigurationView>('PATCH', this.path('/configuration'), { ...patch, reason: this.reason.trim() }, { ifMatch, intention });
    this.discarded();
  }

  override get dirty(): boolean {
    return this.draft !== undefined && (this.added.length > 0 || countOf(this.from, this.draft, []) > 0);
  }

  protected override discarded(): void {
    this.reason = '';
    this.added = [];
    this.editing = new Set();
  }

  protected override intro() {
    const words = this.text;
    return html`<div class="spread"><p class="muted small">${words.configurationHelp}</p>
      ${this.settings.configuration.revision > 0 ? html`<button type="button" id="history" class="small" @click=${() => (this.history = true)}>${words.history}</button>` : nothing}</div>
      ${this.history ? html`<sluice-settings-configuration-history .settings=${this.settings} .mayRestore=${this.allowed} lang=${this.locale}
        @close=${() => (this.history = false)} @refresh=${() => {
          this.history = false;
          this.note = this.text.saved;
          this.refresh();
        }}></sluice-settings-configuration-history>` : nothing}`;
  }

  protected fields(draft: Keys) {
    const words = this.text;
    const { added } = this;
    return html`${this.known.length === 0 ? html`<p>${words.noConfiguration}</p>` : this.table(draft)}
      ${added.map((one, index) => html`<div class="entry"><div class="grid">
        ${textInput(this, { id: `added.${index}.key`, label: words.key, help: words.keyHelp, required: true, maxlength: 64, value: one.key, error: this.wrong(`added.${index}.key`), change: key => this.replace(index, { ...one, key }) })}
        ${textInput(this, { id: `added.${index}.value`, label: words.value, help: words.secretHelp, required: true, maxlength: 4000, value: one.value, error: this.wrong(`added.${index}.value`), change: value => this.replace(index, { ...one, value }) })}</div>
        <div><button type="button" class="small" aria-label=${words.undoOf(one.key || words.key)} @click=${() => this.setAdded(added.filter((_, at) => at !== index))}>${words.undo}</button></div></div>`)}
      <div><button type="button" id="addKey" @click=${() => {
        this.setAdded([...added, { key: '', value: '' }]);
        void this.focusSoon(`#${CSS.escape(`added.${added.length}.key`)}`);
      }}>${words.addKey}</button></div>
      ${this.dirty ? areaInput(this, { id: 'reason', label: words.reason, help: words.reasonHelp, required: true, rows: 2, value: this.reason, error: this.wrong('reason'), change: reason => {
        this.reason = reason;
        this.edited();
      } }) : nothing}`;
  }

  private replace(index: number, value: AddedKey): void {
    this.setAdded(this.added.map((one, at) => at === index ? value : one));
  }

  private setAdded(added: AddedKey[]): void {
    this.added = added;
    this.note = '';
    this.edited();
  }

  private table(draft?: Keys) {
    const words = this.text;
    return html`<div class="cards"><table><thead><tr><th scope="col">${words.key}</th><th scope="col">${words.value}</th><th scope="col">${words.type}</th><th scope="col">${words.origin}</th>
        ${draft ? html`<th scope="col"><span class="hidden-visually">${words.edit}</span></th>` : nothing}</tr></thead>
      <tbody>${repeat(this.known, ({ key }) => key, setting => this.row(setting, draft))}</tbody></table></div>`;
  }

  private row(setting: Setting, draft: Keys | undefined) {
    const words = this.text;
    const { key, value, type, origin, shared, description } = setting;
    const gone = draft !== undefined && !(key in draft);
    return html`<tr class=${gone ? 'unset' : ''}><th scope="row"><span class="mono">${key}</span>${shared ? html` <span class="chip">${words.sharedKey}</span>` : nothing}
        ${description ? html`<br><span class="muted small">${description}</span>` : nothing}</th>
      <td data-label=${words.value}>${draft && this.editing.has(key) && !gone ? this.editor(setting, draft) : html`<span class="mono">${value}</span>`}${gone ? html`<br><span class="small">${words.unsetMark}</span>` : nothing}</td>
      <td data-label=${words.type}>${type}</td><td data-label=${words.origin}>${origin === 'WORKSPACE' ? words.originWORKSPACE : words.originDEFAULT}</td>
      ${draft ? html`<td><span class="row">${this.buttons(setting, draft, gone)}</span></td>` : nothing}</tr>`;
  }

  private editor({ key, type }: Setting, draft: Keys) {
    const words = this.text;
    const id = `value.${key}`;
    const error = this.wrong(id);
    const change = (event: Event) => this.change({ [key]: (event.target as HTMLInputElement).value });
    const described = error ? `${id}-wrong` : type === 'SECRET' ? `${id}-help` : nothing;
    return html`<div class="field">${type === 'BOOLEAN' ? html`<select id=${id} aria-label=${words.valueOf(key)} @change=${change}>
        ${['true', 'false'].map(one => html`<option value=${one} ?selected=${one === draft[key]}>${one}</option>`)}</select>`
      : html`<input id=${id} type="text" class="mono" autocomplete="off" spellcheck="false" aria-label=${words.valueOf(key)} aria-describedby=${described} aria-invalid=${String(!!error)}
        .value=${draft[key] ?? ''} @input=${change}>`}
      ${type === 'SECRET' ? html`<p class="help" id="${id}-help">${words.secretHelp}</p>` : nothing}
      ${error ? html`<p class="wrong" id="${id}-wrong"><span aria-hidden="true">✕ </span>${error}</p>` : nothing}</div>`;
  }

  private buttons({ key, value, origin }: Setting, draft: Keys, gone: boolean) {
    const words = this.text;
    const edit = (on: boolean) => {
      const editing = new Set(this.editing);
      if (on) editing.add(key);
      else editing.delete(key);
      this.editing = editing;
    };
    if (gone || this.editing.has(key)) {
      return html`<button type="button" class="small" aria-label=${words.undoOf(key)} @click=${() => {
        edit(false);
        this.change({ [key]: this.from[key] ?? value });
      }}>${words.undo}</button>`;
    }
    return html`<button type="button" class="small" aria-label=${words.editOf(key)} @click=${() => {
        edit(true);
        void this.focusSoon(`#${CSS.escape(`value.${key}`)}`);
      }}>${words.edit}</button>
      ${origin === 'WORKSPACE' ? html`<button type="button" class="small" aria-label=${words.unsetOf(key)} @click=${() => this.unset(draft, key)}>${words.unset}</button>` : nothing}`;
  }

  private unset(draft: Keys, key: string): void {
    const { [key]: _gone, ...rest } = draft;
    this.draft = rest;
    this.note = '';
    this.edited();
  }

  protected values() {
    return html`${this.intro()}${this.known.length === 0 ? html`<p>${this.text.noConfiguration}</p>` : this.table()}`;
  }

  protected lines(draft: Keys): Line<Keys>[] {
    return Object.entries(draft).map(([key, value]) => ({ part: key, label: key, value }));
  }

  protected override effect() {
    return html`<p>${this.text.effectConfiguration(countOf(this.from, this.draft, this.added))}</p>`;
  }
}


define('sluice-settings-configuration', ConfigurationSection);
