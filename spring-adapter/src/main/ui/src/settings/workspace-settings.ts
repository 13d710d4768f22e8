import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WorkspaceSettings } from '../api/contract';
import { base, clock, define, empty, format, kindChip, protectedChip, Resource, SluiceElement, tokens } from '../base';
import { LeaveGuard } from '../base/leave';
import { accessView } from './access';
import './configuration-section';
import './danger';
import './general-section';
import './mails';
import { settingsWords } from './messages';
import './notifications-section';
import './path-section';
import './policy-section';
import type { SectionName, SettingsSection } from './section';
import { settingsStyles } from './styles';
import './windows-section';

const SECTIONS: readonly SectionName[] = ['general', 'path', 'policy', 'windows', 'notifications', 'configuration', 'access', 'mails', 'danger'];

/** `<sluice-workspace-settings workspace section>`: everything about a workspace that people set up, a section at a time. */
export class SluiceWorkspaceSettings extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  /** Id of the workspace. */
  @property() workspace = '';
  /** `general`, `path`, `policy`, `windows`, `notifications`, `configuration`, `access`, `mails` or `danger`. */
  @property() section?: string;

  @state() private current: SectionName = 'general';
  @state() private unsaved: ReadonlySet<SectionName> = new Set();
  private readonly visited = new Set<SectionName>();
  private readonly settings = new Resource<WorkspaceSettings>(this, () => this.workspace ? `/workspaces/${encodeURIComponent(this.workspace)}/settings` : undefined);
  private readonly guard = new LeaveGuard(this, {
    dirty: () => this.unsaved.size > 0,
    discard: () => this.unsaved.forEach(section => this.renderRoot.querySelector<SettingsSection<object>>(`sluice-settings-${section}`)?.reset()),
    within: to => to.screen === 'settings' && to.params.workspace === this.workspace,
    words: () => {
      const words = this.words(settingsWords);
      return { title: words.leaveTitle, text: words.leaveText, stay: words.leaveStay, go: words.leaveGo };
    }
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('section')) this.current = SECTIONS.find(one => one === this.section) ?? 'general';
    if (changed.has('workspace')) {
      this.unsaved = new Set();
      this.visited.clear();
    }
  }

  protected override render() {
    const words = this.words(settingsWords);
    if (!this.workspace) return empty(words.noWorkspace);
    return this.settings.view(value => this.screen(value), { loading: words.loading, missing: words.missing });
  }

  private screen(settings: WorkspaceSettings) {
    const words = this.words(settingsWords);
    const { workspace } = settings;
    return html`<div class="frame">
      <div class="spread"><h1>${words.title(workspace.name)}</h1>${this.settings.refreshLine()}</div>
      <p class="row">${kindChip(this, workspace.environmentType)}${workspace.protected ? protectedChip(this) : nothing}<span class="muted">${workspace.description}</span></p>
      ${workspace.archivedAt ? html`<p class="note warn">${words.archived(format.relative(workspace.archivedAt, clock.now(), this.locale))}</p>` : nothing}
      <div class="layout">
        <nav class="sections" aria-label=${words.sections}>${SECTIONS.map(section => html`<button type="button" class=${section === 'danger' ? 'last' : ''} id="to-${section}"
          aria-current=${section === this.current ? 'page' : nothing} @click=${() => this.show(section)}>${words[section]}${this.unsaved.has(section)
            ? html`<span class="dot" title=${words.unsaved}><span aria-hidden="true">●</span><span class="hidden-visually">(${words.unsaved})</span></span>` : nothing}</button>`)}</nav>
        <div class="choice-of-section field"><label for="choice">${words.sectionChoice}</label>
          <select id="choice" @change=${(event: Event) => this.show((event.target as HTMLSelectElement).value as SectionName)}>
            ${SECTIONS.map(section => html`<option value=${section} ?selected=${section === this.current}>${words[section]}${this.unsaved.has(section) ? ` (${words.unsaved})` : ''}</option>`)}</select></div>
        <div class="pane card">${this.sections(settings)}</div>
      </div></div>`;
  }

  /** One that was shown once stays, so that what was typed in it is there when the person comes back. */
  private sections(settings: WorkspaceSettings) {
    this.visited.add(this.current);
    const shown = (section: SectionName, content: (refresh: () => void, dirty: (event: Event) => void, hidden: boolean) => unknown) => this.visited.has(section)
      ? content(() => void this.settings.reload(), event => this.onDirty(section, event), section !== this.current) : nothing;
    const lang = this.locale;
    return html`
      ${shown('general', (refresh, dirty, hidden) => html`<sluice-settings-general ?hidden=${hidden} lang=${lang} .settings=${settings} @dirty=${dirty} @refresh=${refresh}></sluice-settings-general>`)}
      ${shown('path', (refresh, dirty, hidden) => html`<sluice-settings-path ?hidden=${hidden} lang=${lang} .settings=${settings} @dirty=${dirty} @refresh=${refresh}></sluice-settings-path>`)}
      ${shown('policy', (refresh, dirty, hidden) => html`<sluice-settings-policy ?hidden=${hidden} lang=${lang} .settings=${settings} @dirty=${dirty} @refresh=${refresh}></sluice-settings-policy>`)}
      ${shown('windows', (refresh, dirty, hidden) => html`<sluice-settings-windows ?hidden=${hidden} lang=${lang} .settings=${settings} @dirty=${dirty} @refresh=${refresh}></sluice-settings-windows>`)}
      ${shown('notifications', (refresh, dirty, hidden) => html`<sluice-settings-notifications ?hidden=${hidden} lang=${lang} .settings=${settings} @dirty=${dirty} @refresh=${refresh}></sluice-settings-notifications>`)}
      ${shown('configuration', (refresh, dirty, hidden) => html`<sluice-settings-configuration ?hidden=${hidden} lang=${lang} .settings=${settings} @dirty=${dirty} @refresh=${refresh}></sluice-settings-configuration>`)}
      ${this.current === 'access' ? accessView(this, settings) : nothing}
      ${shown('mails', (refresh, _dirty, hidden) => html`<sluice-settings-mails ?hidden=${hidden} lang=${lang} .settings=${settings} @refresh=${refresh}></sluice-settings-mails>`)}
      ${shown('danger', (refresh, _dirty, hidden) => html`<sluice-settings-danger ?hidden=${hidden} lang=${lang} .settings=${settings} @refresh=${refresh}></sluice-settings-danger>`)}`;
  }

  private onDirty(section: SectionName, event: Event): void {
    const unsaved = new Set(this.unsaved);
    if ((event.target as unknown as { dirty: boolean }).dirty) unsaved.add(section);
    else unsaved.delete(section);
    this.unsaved = unsaved;
  }

  private show(section: SectionName): void {
    this.current = section;
    this.emit('sluice-settings-section', { workspace: this.workspace, section });
    void this.focusHeading(section);
  }

  private async focusHeading(section: SectionName): Promise<void> {
    await this.updateComplete;
    const own = this.renderRoot.querySelector<HTMLElement>('#heading');
    const shown = this.renderRoot.querySelector<SluiceElement>(`sluice-settings-${section}`);
    await shown?.updateComplete;
    (own ?? shown?.renderRoot.querySelector<HTMLElement>('#heading'))?.focus();
  }

  /** Whether it may be left; asks when something would be lost. For hosts with a navigation of their own. */
  mayLeave(): Promise<boolean> {
    return this.guard.mayLeave();
  }
}

define('sluice-workspace-settings', SluiceWorkspaceSettings);
