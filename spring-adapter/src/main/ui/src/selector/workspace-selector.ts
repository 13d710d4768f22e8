import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WorkspaceSummary } from '../api/contract';
import { base, common, define, icons, kindChip, Resource, SluiceElement, tokens } from '../base/index';
import { selector } from './messages';

/**
 * `<sluice-workspace-selector value mode="compact">`: which workspace the page is about.
 *
 * Emits `sluice-workspace-change`; cancelled, the value stays. Without a `value` it takes the one that the person chose last
 * on this machine, else the first.
 */
export class SluiceWorkspaceSelector extends SluiceElement {
  static override styles = [tokens, base, css`
    :host { display: inline-block; min-width: 0; max-width: 100%; }
    .bar { position: fixed; inset: 0 0 auto 0; height: 4px; background: var(--_production); z-index: 2147483000; pointer-events: none; }
    .compact { display: flex; align-items: center; gap: 0.5rem; }
    .compact select { width: auto; max-width: 100%; }
    .chosen { width: 100%; justify-content: space-between; text-align: start; min-width: 15rem; max-width: 100%; }
    .chosen .what { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; min-width: 0; }
    .icon { flex: none; }
    [popover] {
      position: fixed; margin: 0; padding: 0.35rem; min-width: 15rem; max-width: min(30rem, calc(100vw - 1rem)); max-height: 60vh; overflow: auto;
      color: var(--_text); background: var(--_surface); border: 1px solid var(--_line-strong); border-radius: calc(var(--_radius) * 1.25);
      box-shadow: 0 12px 40px rgb(0 0 0 / 22%);
    }
    [role='option'] { display: grid; gap: 0.15rem; padding: 0.5rem 0.7rem; border-radius: var(--_radius); cursor: pointer; border-inline-start: 3px solid transparent; }
    [role='option'].active { background: var(--_accent-soft); border-color: var(--_accent); }
    [role='option'][aria-selected='true'] .strong::after { content: ' ✓'; color: var(--_accent); }
    [role='option'].apart { margin-block-start: 0.4rem; position: relative; }
    [role='option'].apart::before { content: ''; position: absolute; inset: -0.25rem 0 auto; border-block-start: 1px solid var(--_line); }
    .only { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
    @media (forced-colors: active) { [role='option'].active { outline: 2px solid Highlight; } .bar { background: Highlight; } }
  `];

  /** Id of the workspace; empty for all of them. */
  @property() value?: string;
  /** `compact` is a native select, for narrow places. */
  @property() mode: 'full' | 'compact' = 'full';
  /** Offers all workspaces at once as well, with the empty id. */
  @property({ type: Boolean }) all = false;
  /** `off` remembers nothing on this machine. */
  @property() remember: 'on' | 'off' = 'on';
  /** `off` draws no bar at the edge of the page while in a protected workspace. */
  @property() bar: 'on' | 'off' = 'on';
  /** Says what it is for; "Workspace" unless told. */
  @property() label?: string;
  @state() private open = false;
  @state() private active = 0;
  @state() private person = '';
  private typed = '';
  private typedAt = 0;

  private readonly workspaces = new Resource<{ items: WorkspaceSummary[] }>(this, () => '/workspaces');

  protected override willUpdate(): void {
    const items = this.workspaces.value?.items;
    if (this.value === undefined && items && items.length > 0 && this.person) {
      const remembered = this.remembered();
      const known = remembered !== undefined && ((remembered === '' && this.all) || items.some(({ id }) => id === remembered));
      this.change(known ? remembered : this.all ? '' : items[0]!.id, false);
    }
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.session().then(({ person }) => (this.person = person.id), () => undefined);
  }

  protected override render() {
    const words = this.words(selector);
    return this.workspaces.view(({ items }) => html`${this.edge(items)}${items.length === 0 ? html`<p class="muted">${words.empty}</p>`
      : items.length === 1 ? this.single(items[0]!) : this.mode === 'compact' ? this.native(items) : this.listbox(items)}`, { loading: words.loading });
  }

  private edge(items: readonly WorkspaceSummary[]): TemplateResult | typeof nothing {
    const current = items.find(({ id }) => id === this.value);
    return current?.protected && this.bar !== 'off' ? html`<div class="bar" part="bar" title=${this.words(selector).protectedNow}></div>` : nothing;
  }

  private single(workspace: WorkspaceSummary): TemplateResult {
    return html`<p class="only"><span class="hidden-visually">${this.name()}: </span>${this.what(workspace)}</p>`;
  }

  private native(items: readonly WorkspaceSummary[]): TemplateResult {
    const words = this.words(selector);
    const marks = (workspace: WorkspaceSummary) => [this.words(common)[`type${workspace.environmentType}`],
      workspace.protected ? this.words(common).protected : '', workspace.waitingForYou > 0 ? words.waiting(workspace.waitingForYou) : ''].filter(mark => mark !== '');
    return html`<div class="compact"><label for="select" class="hidden-visually">${this.name()}</label>
      <select id="select" @change=${(event: Event) => this.onSelect(event.target as HTMLSelectElement)}>
        ${this.all ? html`<option value="" ?selected=${this.value === ''}>${words.all}</option>` : nothing}
        ${items.map(workspace => html`<option value=${workspace.id} ?selected=${workspace.id === this.value}>${workspace.name} (${marks(workspace).join(', ')})</option>`)}
      </select></div>`;
  }

  private listbox(items: readonly WorkspaceSummary[]): TemplateResult {
    const words = this.words(selector);
    const current = items.find(({ id }) => id === this.value);
    const choices = this.choices();
    return html`<button type="button" id="chosen" class="chosen" aria-haspopup="listbox" aria-expanded=${String(this.open)} aria-controls="list"
        aria-labelledby="label chosen" @click=${this.toggle} @keydown=${this.onButtonKey}>
        <span class="what">${current ? this.what(current) : html`<span class="strong">${this.value === '' && this.all ? words.all : words.choose}</span>`}</span>${icons.downIcon}</button>
      <span id="label" class="hidden-visually">${this.name()}</span>
      <div id="list" popover="auto" role="listbox" tabindex="0" aria-labelledby="label" aria-activedescendant="option-${this.active}"
        @toggle=${this.onToggle} @keydown=${this.onListKey}>${choices.map((workspace, at) => html`
        <div role="option" id="option-${at}" class="${at === this.active ? 'active' : ''} ${workspace?.environmentType === 'SANDBOX' && choices[at - 1]?.environmentType !== 'SANDBOX' ? 'apart' : ''}"
          aria-selected=${String((workspace?.id ?? '') === this.value)} @click=${() => this.choose(at)} @pointermove=${() => (this.active = at)}>
          ${workspace ? html`<span class="row">${this.what(workspace)}</span>${workspace.waitingForYou > 0
            ? html`<span class="small"><span aria-hidden="true">● </span>${words.waiting(workspace.waitingForYou)}</span>` : nothing}${workspace.description
            ? html`<span class="small muted">${workspace.description}</span>` : nothing}` : html`<span class="strong">${words.all}</span>`}
        </div>`)}</div>`;
  }

  private what(workspace: WorkspaceSummary): TemplateResult {
    return html`<span class="strong">${workspace.name}</span>${kindChip(this, workspace.environmentType)}${workspace.protected
      ? html`<span class="chip">${icons.lockIcon}${this.words(common).protected}</span>` : nothing}${workspace.archived
      ? html`<span class="chip">${this.words(selector).archived}</span>` : nothing}`;
  }

  private name(): string {
    return this.label || this.words(selector).label;
  }

  private choices(): (WorkspaceSummary | undefined)[] {
    const items = this.workspaces.value?.items ?? [];
    return this.all ? [undefined, ...items] : items;
  }

  private get list(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#list');
  }

  private get button(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#chosen');
  }

  private readonly toggle = () => this.open ? this.hide() : this.show();

  private show(): void {
    const list = this.list;
    const button = this.button;
    if (!list || !button) return;
    this.active = Math.max(0, this.choices().findIndex(workspace => (workspace?.id ?? '') === this.value));
    const place = button.getBoundingClientRect();
    list.style.setProperty('min-width', `${Math.min(place.width, innerWidth - 16)}px`);
    list.showPopover?.();
    const size = list.getBoundingClientRect();
    const below = place.bottom + 4 + size.height <= innerHeight || place.top < size.height;
    list.style.setProperty('top', `${below ? place.bottom + 4 : place.top - size.height - 4}px`);
    list.style.setProperty('left', `${Math.max(8, Math.min(place.left, innerWidth - size.width - 8))}px`);
    this.open = true;
    list.focus();
  }

  private hide(): void {
    this.list?.hidePopover?.();
    this.open = false;
    this.button?.focus();
  }

  private readonly onToggle = (event: Event) => {
    this.open = (event as ToggleEvent).newState === 'open';
  };

  private readonly onButtonKey = (event: KeyboardEvent) => {
    if (['ArrowDown', 'ArrowUp'].includes(event.key)) {
      event.preventDefault();
      this.show();
    }
  };

  private readonly onListKey = (event: KeyboardEvent) => {
    const last = this.choices().length - 1;
    const move = (to: number) => {
      this.active = Math.max(0, Math.min(last, to));
      void this.updateComplete.then(() => this.renderRoot.querySelector(`#option-${this.active}`)?.scrollIntoView?.({ block: 'nearest' }));
    };
    switch (event.key) {
      case 'ArrowDown': move(this.active + 1); break;
      case 'ArrowUp': move(this.active - 1); break;
      case 'Home': move(0); break;
      case 'End': move(last); break;
      case 'Enter': case ' ': this.choose(this.active); break;
      case 'Escape': this.hide(); break;
      case 'Tab': this.hide(); return;
      default:
        if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
        this.typeAhead(event.key);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private typeAhead(letter: string): void {
    const now = Date.now();
    this.typed = (now - this.typedAt > 700 ? '' : this.typed) + letter.toLocaleLowerCase(this.locale);
    this.typedAt = now;
    const found = this.choices().findIndex(workspace => workspace?.name.toLocaleLowerCase(this.locale).startsWith(this.typed));
    if (found >= 0) this.active = found;
  }

  private choose(at: number): void {
    const choice = this.choices()[at];
    this.hide();
    this.change(choice?.id ?? '', true);
  }

  private onSelect(select: HTMLSelectElement): void {
    if (!this.change(select.value, true)) select.value = this.value ?? '';
  }

  /** Whether the host let it change. */
  private change(workspace: string, byPerson: boolean): boolean {
    if (workspace === this.value) return true;
    const before = this.value;
    if (!this.emit('sluice-workspace-change', { workspace, before, byPerson })) {
      // What nobody chose is not asked for again and again.
      if (!byPerson) this.value = '';
      return false;
    }
    this.value = workspace;
    if (byPerson) this.store(workspace);
    return true;
  }

  private get storageKey(): string {
    return `sluice.workspace.${this.client.base}.${this.organization ?? ''}.${this.person}`;
  }

  private remembered(): string | undefined {
    if (this.remember === 'off') return undefined;
    try {
      return localStorage.getItem(this.storageKey) ?? undefined;
    } catch {
      return undefined;
    }
  }

  private store(workspace: string): void {
    if (this.remember === 'off') return;
    try {
      localStorage.setItem(this.storageKey, workspace);
    } catch {
      // A browser that keeps nothing: the person chooses again next time.
    }
  }
}

define('sluice-workspace-selector', SluiceWorkspaceSelector);
