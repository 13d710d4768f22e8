import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProcessState, ProcessStep } from '../api/contract';
import { base, clock, define, Failure, failureBox, format, Resource, SluiceElement, tokens } from '../base/index';
import { diagram } from './messages';
import type { Drawing } from './viewer';

const TONES: Record<ProcessStep['state'], [tone: string, shape: string]> = {
  DONE: ['good', '✓'], ACTIVE: ['accent', '▶'], INCIDENT: ['bad', '⚠'], CANCELLED: ['', '⊘'], AHEAD: ['', '○']
};

/**
 * `<sluice-bpmn-diagram promotion-id>`: how far the process of a promotion is, drawn and as a list. `steps-only` leaves the
 * diagram out, and with it the part of the bundle that draws.
 */
export class SluiceBpmnDiagram extends SluiceElement {
  static override styles = [tokens, base, css`
    :host { container-type: inline-size; }
    .parts { display: grid; grid-template-columns: minmax(0, 1fr) minmax(14rem, 20rem); gap: 1rem; }
    :host([steps-only]) .parts { grid-template-columns: minmax(0, 1fr); }
    figure { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 24rem; background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius); overflow: clip; }
    figure:fullscreen { height: 100dvh; border-radius: 0; }
    .bar { display: flex; flex-wrap: wrap; gap: 0.4rem; justify-content: space-between; align-items: center; padding: 0.4rem 0.6rem; border-block-end: 1px solid var(--_line); background: var(--_sunken); }
    .bar button { min-width: 2rem; padding-inline: 0.5rem; }
    .canvas { position: relative; min-height: 0; overflow: hidden; }
    .canvas svg:focus-visible { outline: var(--_focus-ring); outline-offset: -4px; }
    .djs-element.sluice-done .djs-visual > :nth-child(1) { stroke: var(--_good) !important; fill: var(--_good-soft) !important; }
    .djs-element.sluice-active .djs-visual > :nth-child(1) { stroke: var(--_accent) !important; stroke-width: 3px !important; fill: var(--_accent-soft) !important; }
    .djs-element.sluice-incident .djs-visual > :nth-child(1) { stroke: var(--_bad) !important; stroke-width: 3px !important; fill: var(--_bad-soft) !important; }
    .djs-element.sluice-cancelled .djs-visual > :nth-child(1) { stroke-dasharray: 5 4 !important; }
    .djs-connection.sluice-taken .djs-visual > path { stroke: var(--_good) !important; stroke-width: 2.5px !important; }
    .djs-element.sluice-pointed .djs-visual > :nth-child(1) { filter: drop-shadow(0 0 5px var(--_accent)); }
    .djs-hit { cursor: grab; }
    .token { display: grid; place-items: center; min-width: 24px; height: 24px; padding: 0 6px; border-radius: 12px; font: 700 13px/1 var(--_font); color: var(--_on-accent); background: var(--_accent); }
    .token.sluice-incident { color: light-dark(#fff, #2b0b09); background: var(--_bad); }
    .bjs-powered-by { color: var(--_text) !important; }
    .bjs-powered-by svg { display: block; }
    ol { display: grid; align-content: start; }
    li { position: relative; display: grid; gap: 0.15rem; padding: 0 0 0.9rem 1.75rem; }
    li::before { content: ''; position: absolute; inset: 1.2rem auto 0 0.55rem; border-inline-start: 2px solid var(--_line); }
    li:last-child::before { display: none; }
    li .shape { position: absolute; inset: 0.1rem auto auto 0; display: grid; place-items: center; width: 1.25rem; height: 1.25rem; border-radius: 50%; padding: 0; font-size: 0.6875rem; }
    li.AHEAD { color: var(--_muted); }
    .facts { display: flex; flex-wrap: wrap; gap: 0 0.6rem; }
    @container (max-width: 44rem) { .parts { grid-template-columns: minmax(0, 1fr); } figure { height: 18rem; } }
    @media (forced-colors: active) {
      .djs-element.sluice-active .djs-visual > :nth-child(1) { stroke: Highlight !important; }
      .djs-element.sluice-incident .djs-visual > :nth-child(1) { stroke: Mark !important; }
      .token { border: 1px solid CanvasText; }
    }
  `];

  @property({ attribute: 'promotion-id' }) promotionId = '';
  @property({ type: Boolean, reflect: true, attribute: 'steps-only' }) stepsOnly = false;
  @state() private xml?: string;
  @state() private failure?: Failure;
  @state() private broken = false;
  @state() private full = false;
  private drawing?: Drawing;
  private preparing?: Promise<void>;
  private sheet?: CSSStyleSheet;

  private readonly process = new Resource<ProcessState>(this, () => this.promotionId ? `/promotions/${encodeURIComponent(this.promotionId)}/process` : undefined);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('fullscreenchange', this.onFullScreen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('fullscreenchange', this.onFullScreen);
    this.drawing?.destroy();
    this.drawing = undefined;
    this.preparing = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('promotionId')) {
      this.xml = undefined;
      this.broken = false;
      this.failure = undefined;
      this.preparing = undefined;
    }
  }

  protected override render() {
    const words = this.words(diagram);
    return this.process.view(process => html`<div class="parts">
      ${this.stepsOnly ? nothing : this.figure(process)}
      <div class="stack"><div class="spread"><h3>${words.steps}</h3><span class="muted small">${process.process} · ${words.version(process.version)} · ${process.running ? words.running : words.ended}</span></div>
        ${process.steps.length === 0 ? html`<p class="muted">${words.noSteps}</p>` : html`<ol>${process.steps.map(step => this.step(step))}</ol>`}</div>
    </div>`, { loading: words.loading, missing: words.missing });
  }

  protected override updated(): void {
    if (this.process.value && !this.stepsOnly) void this.draw(this.process.value);
  }

  private figure(process: ProcessState): TemplateResult {
    const words = this.words(diagram);
    if (this.failure) return failureBox(this, this.failure, { retry: () => (this.failure = undefined) });
    if (this.broken) return html`<p class="note warn">${words.broken}</p>`;
    const button = (label: string, sign: string, run: () => void) =>
      html`<button type="button" class="small" aria-label=${label} title=${label} @click=${run}><span aria-hidden="true">${sign}</span></button>`;
    // Not role="img": it would hide the link of the makers.
    return html`<figure role="group" aria-label=${words.label(process.process)}>
      <div class="bar"><span class="row">${button(words.zoomIn, '+', () => this.drawing?.zoom(1.25))}${button(words.zoomOut, '−', () => this.drawing?.zoom(0.8))}
        ${button(words.fit, '⤢', () => this.drawing?.fit())}</span>
        ${document.fullscreenEnabled ? html`<button type="button" class="small" @click=${this.toggleFull}>${this.full ? words.leaveFullScreen : words.fullScreen}</button>` : nothing}</div>
      <div class="canvas" @keydown=${this.onKey}></div><figcaption class="hidden-visually">${words.keys}</figcaption></figure>`;
  }

  private step(step: ProcessStep): TemplateResult {
    const words = this.words(diagram);
    const [tone, shape] = TONES[step.state];
    const at = (time: string) => html`<time datetime=${time} title=${format.absolute(time, this.locale)}>${format.moment(time, clock.now(), this.locale)}</time>`;
    return html`<li class=${step.state}>
      <span class="shape chip ${tone}" aria-hidden="true">${shape}</span>
      <span class="row"><span class=${step.state === 'AHEAD' ? '' : 'strong'}>${step.name}</span><span class="chip ${tone}">${words[`state${step.state}`]}</span>
        ${step.active > 1 ? html`<span class="small">${words.times(step.active)}</span>` : nothing}</span>
      <span class="facts small muted">
        ${step.since ? html`<span>${step.until ? html`${at(step.since)} – ${at(step.until)}` : html`${at(step.since)}`}</span>` : nothing}
        ${step.who?.length ? html`<span>${step.state === 'ACTIVE' ? words.waitsFor(this.names(step)) : this.names(step)}</span>` : nothing}
        ${step.timer ? html`<span>${words.timer(format.moment(step.timer, clock.now(), this.locale))}</span>` : nothing}</span>
      ${step.message ? html`<span class=${step.state === 'INCIDENT' ? 'wrong' : 'small'}>${step.message}</span>` : nothing}
    </li>`;
  }

  private names(step: ProcessStep): string {
    return format.listed((step.who ?? []).map(({ name, id }) => name || id), this.locale);
  }

  private async draw(process: ProcessState): Promise<void> {
    const canvas = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (!canvas || this.failure || this.broken) return;
    try {
      this.preparing ??= this.prepare();
      await this.preparing;
      const shown = this.renderRoot.querySelector<HTMLElement>('.canvas');
      if (!this.isConnected || !shown || this.xml === undefined) return;
      const { Drawing } = await import('./viewer');
      if (!shown.querySelector('.bjs-container')) {
        this.drawing?.destroy();
        this.drawing = new Drawing(shown);
      }
      await this.drawing?.draw(this.xml, this.words(diagram).label(process.process));
      this.drawing?.show(process, step => `${step.name}: ${this.words(diagram)[`state${step.state}`]}`);
    } catch (error) {
      this.preparing = undefined;
      if (error instanceof Failure) this.failure = error;
      else this.broken = true;
    }
  }

  /** The file and what draws it, both once. */
  private async prepare(): Promise<void> {
    const [{ css: sheet }, answer] = await Promise.all([import('./viewer'), this.read<string>(`/promotions/${encodeURIComponent(this.promotionId)}/process/diagram`)]);
    if (!this.sheet) {
      this.sheet = new CSSStyleSheet();
      this.sheet.replaceSync(sheet);
      const root = this.renderRoot as ShadowRoot;
      root.adoptedStyleSheets = [this.sheet, ...root.adoptedStyleSheets];
    }
    this.xml = answer.value;
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 160 : 40;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.drawing?.move(step, 0), ArrowRight: () => this.drawing?.move(-step, 0),
      ArrowUp: () => this.drawing?.move(0, step), ArrowDown: () => this.drawing?.move(0, -step),
      '+': () => this.drawing?.zoom(1.25), '-': () => this.drawing?.zoom(0.8), '0': () => this.drawing?.fit()
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  private readonly toggleFull = async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.renderRoot.querySelector('figure')?.requestFullscreen();
  };

  private readonly onFullScreen = () => {
    this.full = (this.renderRoot as ShadowRoot).fullscreenElement !== null;
    requestAnimationFrame(() => this.drawing?.fit());
  };
}

define('sluice-bpmn-diagram', SluiceBpmnDiagram);
