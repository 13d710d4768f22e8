import { LitElement, type CSSResultGroup, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Session } from '../api/contract';
import { ApiClient, type Answer, type CallOptions, type Method, type WriteOptions } from './client';
import type { Navigation, ScreenName, Screens, SluiceEventDetails } from './events';
import { Failure } from './failure';
import { languageOf, wordsOf, type Catalogue, type Language, type Translation } from './i18n';
import { hashOf } from './routes';
import { fromPage, onConfigured, options } from './settings';
import { base, tokens } from './styles';

/** What all screens have in common: where the API is, whose organization is shown, and in which words. */
export abstract class SluiceElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, base];

  /** Address of the REST API; that of an element around it, else what the page settles, else `/api/v1`. */
  @property() api?: string;
  /** Organization to show; the person's own unless told. */
  @property() organization?: string;
  /** BCP 47; the person's choice or the page's language unless told. */
  @property({ reflect: true }) override lang = '';
  /** `light`, `dark` or `auto` (as the system); as the page around it unless told. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | 'auto';
  /** `off` switches the single-letter keys off. */
  @property() keys?: 'on' | 'off';

  private chosenLanguage?: string;
  private stopListening?: () => void;
  private announcer?: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopListening = onConfigured(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening?.();
  }

  get client(): ApiClient {
    return ApiClient.at(this.inherited('api') ?? options().api ?? fromPage('api') ?? '/api/v1');
  }

  /** BCP 47 for dates and numbers. */
  get locale(): string {
    const around = this.closestAcross('[lang]');
    const above = around?.localName.startsWith('sluice-') ? around.getAttribute('lang') : undefined;
    return this.lang || above || options().language || this.chosenLanguage || around?.getAttribute('lang') || document.documentElement.lang
      || navigator.language || 'en';
  }

  get language(): Language {
    return languageOf(this.locale);
  }

  get letterKeys(): boolean {
    const own = this.inherited('keys');
    return own ? own !== 'off' : options().keys !== false;
  }

  words<T>(catalogue: Catalogue<T>): Translation<T> {
    return wordsOf(catalogue, this.language);
  }

  async session(): Promise<Session> {
    const session = await this.client.session();
    if (session.language !== this.chosenLanguage) {
      this.chosenLanguage = session.language;
      this.requestUpdate();
    }
    return session;
  }

  /** The address of something of the organization: `/queue` -> `/organizations/acme/queue`. */
  async within(path: string): Promise<string> {
    const told = this.inherited('organization') ?? options().organization ?? fromPage('organization');
    const session = told ? undefined : await this.session();
    const organization = told ?? session?.organization ?? session?.organizations[0]?.id;
    if (!organization) {
      throw new Failure('missing', 404, undefined);
    }
    // The language is the person's, whoever names the organization.
    if (told) void this.session().catch(() => undefined);
    return `/organizations/${encodeURIComponent(organization)}${path}`;
  }

  /** Reads something of the organization. */
  async read<T>(path: string, how: CallOptions = {}): Promise<Answer<T>> {
    return this.telling(this.client.get<T>(await this.telling(this.within(path)), how));
  }

  /** Writes something of the organization. */
  async write<T>(method: Method, path: string, body?: unknown, how: WriteOptions = {}): Promise<Answer<T>> {
    return this.telling(this.client.write<T>(method, await this.telling(this.within(path)), body, how));
  }

  /** Returns false when the host cancelled it, that is: does it itself. */
  emit<E extends keyof SluiceEventDetails>(type: E, detail: SluiceEventDetails[E]): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** Asks whoever is around to show another screen. */
  go<S extends ScreenName>(screen: S, params: Screens[S], click?: MouseEvent): void {
    // A link that is to open in a new tab goes its own way.
    if (click && (click.metaKey || click.ctrlKey || click.shiftKey || click.button !== 0)) return;
    click?.preventDefault();
    this.navigate({ screen, params } as Navigation);
  }

  /** A page that has said where its screens lie need not listen. */
  navigate(to: Navigation): void {
    const href = options().href;
    if (this.emit('sluice-navigate', to) && href) location.assign(href(to));
  }

  /** The address of another screen, for links. */
  href<S extends ScreenName>(screen: S, params: Screens[S]): string {
    const to = { screen, params } as Navigation;
    return options().href?.(to) ?? hashOf(to);
  }

  /** Says something to who cannot see that it changed. */
  announce(text: string): void {
    if (!this.announcer) {
      this.announcer = document.createElement('div');
      this.announcer.setAttribute('role', 'status');
      this.announcer.className = 'hidden-visually';
      this.renderRoot.append(this.announcer);
    }
    this.announcer.textContent = text;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.session().catch(() => undefined);
  }

  private async telling<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (error instanceof Failure && error.kind === 'signed-out') {
        this.emit('sluice-auth-required', { failure: error });
      }
      throw error;
    }
  }

  private inherited(name: 'api' | 'organization' | 'keys'): string | undefined {
    return this[name] ?? this.closestAcross(`[${name}]`)?.getAttribute(name) ?? undefined;
  }

  /** `closest` through shadow roots: screens lie in the shadow tree of `sluice-app`. */
  private closestAcross(selector: string): Element | null {
    let from: Element | null = this;
    while (from) {
      const start: Element | null = from === this ? from.parentElement : from;
      const found: Element | null = start?.closest(selector) ?? null;
      if (found) return found;
      const root = from.getRootNode();
      from = root instanceof ShadowRoot ? root.host : null;
    }
    return null;
  }
}
