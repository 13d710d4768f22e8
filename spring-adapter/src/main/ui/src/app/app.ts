import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Session } from '../api/contract';
import { base, common, define, Failure, failureBox, hashOf, loading, screenOf, SluiceElement, tokens, type Navigation, type ScreenName, type Screens } from '../base/index';
import { holdsBack } from '../base/leave';
import { options } from '../base/settings';
import { load } from '../elements';
import { app } from './messages';

const ELEMENTS: Record<ScreenName, string> = {
  board: 'sluice-board', queue: 'sluice-approval-queue', promotion: 'sluice-promotion-detail', wizard: 'sluice-promotion-wizard', settings: 'sluice-workspace-settings'
};

/** `<sluice-app>`: all screens as one page, with addresses after the `#`. */
export class SluiceApp extends SluiceElement {
  static override styles = [tokens, base, css`
    :host { min-height: 100dvh; background: var(--_page); container-type: inline-size; }
    .skip { position: absolute; inset: 0.5rem auto auto 0.5rem; z-index: 5; }
    .skip:not(:focus) { width: 1px; height: 1px; min-height: 0; padding: 0; overflow: hidden; clip-path: inset(50%); }
    header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; padding: 0.6rem 1.5rem; background: var(--_surface); border-block-end: 1px solid var(--_line); }
    .brand { display: flex; align-items: center; gap: 0.5rem; font-weight: 700; font-size: 1.0625rem; color: var(--_text); text-decoration: none; letter-spacing: -0.01em; }
    .brand svg { color: var(--_accent); }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem; }
    nav a { display: inline-flex; align-items: center; min-height: 2.25rem; padding: 0.25rem 0.75rem; border-radius: var(--_radius); color: var(--_muted); text-decoration: none; font-weight: 550; }
    nav a:hover { color: var(--_text); background: var(--_sunken); }
    nav a[aria-current] { color: var(--_accent); background: var(--_accent-soft); }
    .right { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin-inline-start: auto; min-width: 0; }
    .right select { width: auto; max-width: 100%; }
    main { display: block; max-width: 90rem; margin: 0 auto; padding: 1.75rem 1.5rem 4rem; }
    main:focus-visible { outline: none; }
    @container (max-width: 40rem) {
      header { padding: 0.5rem 0.75rem; }
      .right { margin-inline-start: 0; width: 100%; }
      main { padding: 1rem 0.75rem 3rem; }
    }
    @media (forced-colors: active) { nav a[aria-current] { outline: 2px solid Highlight; } }
  `];

  /** The screen to begin with, as an address: `#/queue`. */
  @property() start = '';
  @state() private at: Navigation = { screen: 'board', params: {} };
  @state() private signedIn?: Session;
  @state() private failure?: Failure;
  @state() private workspace = '';
  @state() private ready = new Set<string>();
  private broken = false;
  private asked?: string;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.onHash);
    this.at = screenOf(location.hash || this.start);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.onHash);
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    this.renderRoot.addEventListener('sluice-navigate', this.onNavigate as EventListener);
    this.renderRoot.addEventListener('sluice-workspace-change', this.onWorkspace as EventListener);
    this.renderRoot.addEventListener('sluice-wizard-step', event => this.address({ screen: 'wizard', params: (event as CustomEvent<Screens['wizard']>).detail }));
    this.renderRoot.addEventListener('sluice-settings-section', event => this.address({ screen: 'settings', params: (event as CustomEvent<Screens['settings']>).detail }));
    void this.signIn();
  }

  protected override updated(): void {
    const element = ELEMENTS[this.at.screen];
    if (this.asked !== element) {
      this.asked = element;
      void this.bring(element);
    }
    const words = this.words(app);
    document.title = `${words[this.at.screen]} · ${words.name}`;
  }

  protected override render() {
    const words = this.words(app);
    const workspace = this.workspace || undefined;
    const link = (to: Navigation) => html`<li><a href=${hashOf(to)} aria-current=${this.at.screen === to.screen ? 'page' : nothing}>${words[to.screen]}</a></li>`;
    return html`<a class="skip button" href="#content" @click=${this.skip}>${words.skip}</a>
      <header>
        <a class="brand" href="#/board">${mark}${words.name}</a>
        <nav aria-label=${words.navigation}><ul>${link({ screen: 'board', params: {} })}${link({ screen: 'queue', params: { workspace } })}${link({ screen: 'wizard', params: {} })}
          ${workspace ? link({ screen: 'settings', params: { workspace } }) : nothing}</ul></nav>
        <div class="right">${this.organizations()}
          ${this.signedIn ? html`<sluice-workspace-selector .value=${this.workspace || undefined} all organization=${this.shown ?? nothing}></sluice-workspace-selector>
            <span class="small muted" title=${words.signedInAs(this.signedIn.person.name)}>${this.signedIn.person.name}</span>` : nothing}</div>
      </header>
      <main id="content" tabindex="-1">${this.failure ? failureBox(this, this.failure, { retry: () => void this.signIn() })
        : this.signedIn && this.signedIn.organizations.length === 0 && !this.organization ? html`<p class="note">${this.words(common).noOrganization}</p>`
          : this.broken ? html`<p class="note bad" role="alert">${words.failed}</p>`
            : this.ready.has(ELEMENTS[this.at.screen]) ? this.screen() : loading(words.loading)}</main>`;
  }

  private screen(): TemplateResult {
    const organization = this.shown ?? nothing;
    switch (this.at.screen) {
      case 'board': {
        const { artifact } = this.at.params as Screens['board'];
        return html`<sluice-board organization=${organization} workspace=${this.workspace || nothing} text=${artifact ?? nothing}></sluice-board>`;
      }
      case 'queue': {
        const { tab } = this.at.params as Screens['queue'];
        return html`<sluice-approval-queue organization=${organization} tab=${tab ?? nothing} workspace=${this.workspace || nothing}></sluice-approval-queue>`;
      }
      case 'promotion': {
        const { promotion, section } = this.at.params as Screens['promotion'];
        return html`<sluice-promotion-detail organization=${organization} promotion-id=${promotion} section=${section ?? nothing}></sluice-promotion-detail>`;
      }
      case 'wizard': {
        const { artifact, version, from, to, step } = this.at.params as Screens['wizard'];
        return html`<sluice-promotion-wizard organization=${organization} artifact=${artifact ?? nothing} version=${version ?? nothing} from=${from ?? nothing} to=${to ?? nothing}
          step=${step ?? nothing}></sluice-promotion-wizard>`;
      }
      case 'settings': {
        const { workspace, section } = this.at.params as Screens['settings'];
        return html`<sluice-workspace-settings organization=${organization} workspace=${workspace} section=${section ?? nothing}></sluice-workspace-settings>`;
      }
    }
  }

  private organizations(): TemplateResult | typeof nothing {
    const all = this.signedIn?.organizations ?? [];
    if (all.length < 2) return nothing;
    return html`<label><span class="hidden-visually">${this.words(app).organization}</span><select @change=${this.onOrganization}>${all.map(({ id, name }) =>
      html`<option value=${id} ?selected=${id === this.shown}>${name}</option>`)}</select></label>`;
  }

  private get shown(): string | undefined {
    return this.organization ?? this.signedIn?.organization ?? this.signedIn?.organizations[0]?.id;
  }

  private async signIn(): Promise<void> {
    try {
      this.failure = undefined;
      this.signedIn = await this.session();
    } catch (error) {
      this.failure = Failure.of(error);
      if (this.failure.kind === 'signed-out') this.emit('sluice-auth-required', { failure: this.failure });
    }
  }

  private async bring(element: string): Promise<void> {
    try {
      await load(element, 'sluice-workspace-selector');
      this.broken = false;
      this.ready = new Set(this.ready).add(element);
    } catch {
      this.broken = true;
      this.asked = undefined;
      this.requestUpdate();
    }
  }

  private readonly onHash = (event: HashChangeEvent) => {
    if (holdsBack(event)) return;
    const before = this.at;
    this.at = screenOf(location.hash);
    if (before.screen === this.at.screen) return;
    window.scrollTo(0, 0);
    // Who uses a screen reader begins at the new screen.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
  };

  /** A screen shows another part of itself: a link leads there again, and Back leads to the part before. */
  private address(to: Navigation): void {
    const hash = hashOf(to);
    if (location.hash !== hash) history.pushState(null, '', hash);
    this.at = to;
  }

  /** A host around it may take a navigation for itself. */
  private readonly onNavigate = (event: CustomEvent<Navigation>) => {
    setTimeout(() => {
      if (!event.defaultPrevented && !options().href) location.hash = hashOf(event.detail);
    });
  };

  private readonly onWorkspace = (event: CustomEvent<{ workspace: string }>) => {
    const { workspace } = event.detail;
    this.workspace = workspace;
    // The queue keeps its filters in the address; settings are those of the workspace that one is in.
    if (this.at.screen === 'queue') location.hash = hashOf({ screen: 'queue', params: { ...this.at.params as Screens['queue'], workspace: workspace || undefined } });
    if (this.at.screen === 'settings' && workspace) location.hash = hashOf({ screen: 'settings', params: { workspace } });
  };

  private readonly onOrganization = (event: Event) => {
    this.organization = (event.target as HTMLSelectElement).value;
    this.workspace = '';
    location.hash = '#/board';
  };

  private readonly skip = (event: Event) => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  };
}

const mark = html`<svg width="22" height="22" viewBox="0 0 22 22" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" aria-hidden="true"><path d="M4 4v14M18 4v14M4 8.5h14M4 13.5h14"/></svg>`;

define('sluice-app', SluiceApp);
