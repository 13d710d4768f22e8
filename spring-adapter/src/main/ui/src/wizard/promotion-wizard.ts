import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ArtifactSummary, EligibilityAnswer, EligibilityItem, Page, PromotionOptions, Requested, Wanted, WorkspaceSummary } from '../api/contract';
import { base, clock, common, define, errorSummary, Failure, Intention, inWords, loading, Resource, SluiceElement, tokens } from '../base';
import { LeaveGuard } from '../base/leave';
import { readiness, refusals, type Remedy } from './findings';
import { Latest, type Asked } from './latest';
import { wizardWords } from './messages';
import { approvalStep } from './step-approval';
import { checksStep } from './step-checks';
import { confirmStep } from './step-confirm';
import { whatStep } from './step-what';
import { whereStep } from './step-where';
import {
  after, artifactText, before, draftOf, furthest, isBefore, isDirty, isWithin, localOf, opening, problemsOf, promotionOf, STEPS, wantedOf, withArtifact, withOptions,
  withTarget, withVersion, type Draft, type Known, type Step, type StepProblem
} from './steps';
import { wizardStyles } from './styles';

const PROBLEMS = {
  artifact: 'problemArtifact', version: 'problemVersion', target: 'problemTarget', targetRefused: 'problemTargetRefused', time: 'problemTime',
  past: 'problemPast', reason: 'problemReason', reasonLong: 'problemReasonLong', issue: 'problemIssue'
} as const;

/**
 * `<sluice-promotion-wizard artifact="kind:id" version from to step>`: asks for a promotion in five steps. Everything may
 * be prefilled; the wizard opens at the first step that needs the person.
 */
export class SluicePromotionWizard extends SluiceElement {
  static override styles = [tokens, base, wizardStyles];

  /** `kind:id`. */
  @property() artifact?: string;
  @property() version?: string;
  /** Id of the workspace it comes from. */
  @property() from?: string;
  /** Id of the workspace it goes to. */
  @property() to?: string;
  /** `what`, `where`, `checks`, `approval` or `confirm`. */
  @property() step?: string;

  @state() private draft: Draft = draftOf({});
  @state() private current: Step = 'what';
  @state() private problems: StepProblem[] = [];
  @state() private asked: Asked<EligibilityItem> = { state: 'NOTHING' };
  @state() private outlook: Asked<ReadonlyMap<string, EligibilityItem>> = { state: 'NOTHING' };
  @state() private searched = '';
  @state() private search = '';
  @state() private choosing = false;
  @state() private allVersions = false;
  @state() private sending = false;
  @state() private failure?: Failure;
  @state() private changedMeanwhile = false;
  @state() private requested?: Requested;
  /** The last answer about this artifact, version and path, whatever time is planned. */
  private item?: { about: string; value: EligibilityItem };
  private askedAt?: number;
  private start: Draft = this.draft;
  private placed = false;
  private intention = new Intention();
  private typing?: ReturnType<typeof setTimeout>;

  private readonly workspaces = new Resource<{ items: WorkspaceSummary[] }>(this, () => '/workspaces', { poll: false });
  private readonly found = new Resource<Page<ArtifactSummary>>(this, () => this.draft.artifact && !this.choosing ? undefined
    : `/artifacts?limit=20${this.search ? `&text=${encodeURIComponent(this.search)}` : ''}`, { poll: false, onChange: 'keep' });
  private readonly options = new Resource<PromotionOptions>(this, () => this.draft.artifact
    && `/artifacts/${encodeURIComponent(this.draft.artifact.kind)}/${encodeURIComponent(this.draft.artifact.id)}/options`, {
    poll: false, accept: value => this.onOptions(value as PromotionOptions)
  });
  private readonly checks = new Latest<Wanted, EligibilityItem>((wanted, signal) => this.ask([wanted], true, signal).then(items => {
    const [item] = items;
    if (!item) throw new Failure('fault', 200);
    return item;
  }), asked => this.onAsked(asked));
  private readonly outlooks = new Latest<Wanted[], ReadonlyMap<string, EligibilityItem>>((all, signal) => this.ask(all, false, signal)
    .then(items => new Map(items.map((item, index) => [all[index]?.target ?? '', item]))), asked => (this.outlook = asked), 0);
  private readonly guard = new LeaveGuard(this, {
    dirty: () => !this.requested && isDirty(this.draft, this.start),
    discard: () => (this.draft = this.start),
    within: to => to.screen === 'wizard',
    words: () => {
      const words = this.words(wizardWords);
      return { title: words.leaveTitle, text: words.leaveText, stay: words.leaveStay, go: words.leaveGo };
    }
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.checks.stop();
    this.outlooks.stop();
    clearTimeout(this.typing);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || !isWithin(draftOf(this.prefill), this.draft)) {
      this.begin();
    } else if (changed.has('step') && this.placed) {
      this.follow(this.step);
    }
    this.askAbout();
  }

  /** Takes what the attributes say, and forgets everything else. */
  private begin(): void {
    this.draft = draftOf(this.prefill);
    this.start = this.draft;
    this.problems = [];
    this.requested = undefined;
    this.failure = undefined;
    this.placed = !this.draft.artifact;
    this.current = 'what';
    this.choosing = false;
    this.allVersions = false;
    this.intention = new Intention();
  }

  private get prefill() {
    return { artifact: this.artifact, version: this.version, from: this.from, to: this.to, step: this.step };
  }

  private get known(): Known {
    return { options: this.options.value, eligibility: this.asked.state === 'ANSWERED' ? this.asked.answer : undefined,
      asking: this.asked.state === 'ASKING', now: clock.now() };
  }

  private onOptions(options: PromotionOptions): void {
    const filled = withOptions(this.draft, options);
    if (!isDirty(this.draft, this.start)) this.start = filled;
    this.draft = filled;
    if (!this.placed) {
      this.placed = true;
      const step = opening(this.prefill, filled, { ...this.known, options, eligibility: undefined, asking: false });
      this.current = isBefore('checks', step) ? 'checks' : step;
    }
  }

  private onAsked(asked: Asked<EligibilityItem>): void {
    this.asked = asked;
    if (asked.state !== 'ANSWERED') return;
    this.askedAt = clock.now();
    this.item = { about: this.about, value: asked.answer };
    if (this.draft.whenEligible && readiness(asked.answer) !== 'WHEN_ELIGIBLE') this.draft = { ...this.draft, whenEligible: false };
    // A link to a later step waits for the answer.
    if (this.current === 'checks' && this.step && this.step !== 'checks' && this.askedOnce !== this.about) this.follow(this.step);
    this.askedOnce = this.about;
  }
  private askedOnce?: string;

  private get about(): string {
    const { artifact, version, source, target } = this.draft;
    return JSON.stringify([artifact, version, source, target]);
  }

  private askAbout(): void {
    const wanted = wantedOf(this.draft);
    if (wanted && this.placed && !isBefore(this.current, 'checks')) this.checks.about(wanted);
    const { artifact, version } = this.draft;
    const targets = this.options.value?.targets.filter(({ allowed }) => allowed).slice(0, 50) ?? [];
    if (this.current === 'where' && artifact && version && targets.length > 0) {
      this.outlooks.about(targets.map(({ workspace, from }) => ({ artifact, version, source: from, target: workspace })));
    }
  }

  private async ask(items: Wanted[], detail: boolean, signal: AbortSignal): Promise<EligibilityItem[]> {
    const { value } = await this.write<EligibilityAnswer>('POST', '/eligibility', { items, detail }, { signal });
    return value.items;
  }

  protected override render(): TemplateResult {
    const words = this.words(wizardWords);
    if (this.requested) return html`<section class="wizard" aria-labelledby="heading">${this.result(this.requested)}</section>`;
    return html`<section class="wizard" aria-labelledby="title"><div class="frame">
      <h1 id="title">${words.title}</h1>
      ${this.track()}
      <form class="panel card stack" novalidate @submit=${this.onSubmit}>
        <h2 id="heading" tabindex="-1">${words.stepOf(STEPS.indexOf(this.current) + 1, words[this.current])}</h2>
        ${errorSummary(this, this.problems.filter(({ step }) => step === this.current).map(problem => ({ id: problem.field, message: this.problemText(problem) })))}
        ${this.placed ? this.body() : this.options.view(() => nothing, { loading: words.loadingVersions, missing: words.missingArtifact })}
        ${this.feet()}
      </form></div></section>`;
  }

  private track(): TemplateResult {
    const words = this.words(wizardWords);
    const reachable = furthest(this.draft, this.known);
    return html`<nav aria-label=${words.steps}><ol class="track">${STEPS.map((step, index) => {
      const passed = isBefore(step, this.current);
      const content = html`<span class="number">${index + 1}${passed ? html` <span aria-hidden="true">✓</span><span class="hidden-visually">${words.done}</span>` : nothing}</span>
        <span class="name">${words[step]}</span>`;
      const open = step !== this.current && !isBefore(reachable, step) && this.placed && !this.sending;
      return html`<li>${open ? html`<button type="button" class=${passed ? 'done' : ''} aria-label="${index + 1} ${words[step]}" @click=${() => this.goTo(step)}>${content}</button>`
        : html`<span class="plain ${passed ? 'done' : ''}" aria-current=${step === this.current ? 'step' : nothing}>${content}</span>`}</li>`;
    })}</ol></nav>`;
  }

  private body(): TemplateResult {
    const nameOf = (workspace: string) => this.nameOf(workspace);
    const wrong = (field: StepProblem['field']) => {
      const problem = this.problems.find(one => one.field === field);
      return problem && this.problemText(problem);
    };
    const change = (part: Partial<Draft>) => this.change({ ...this.draft, ...part });
    const item = this.item?.about === this.about ? this.item.value : undefined;
    switch (this.current) {
      case 'what': return whatStep(this, {
        draft: this.draft, found: this.found, options: this.options, searched: this.searched, choosing: this.choosing, allVersions: this.allVersions, nameOf, wrong,
        search: text => this.onSearch(text),
        choose: artifact => {
          this.choosing = false;
          this.allVersions = false;
          this.change(withArtifact(this.draft, artifact));
          void this.focusSoon('#another');
        },
        chooseAnother: () => {
          this.choosing = true;
          void this.focusSoon('#artifact');
        },
        chooseVersion: version => this.change(withVersion(this.draft, version)),
        showAll: () => (this.allVersions = true)
      });
      case 'where': return this.options.view(options => whereStep(this, {
        draft: this.draft, options, workspaces: this.workspaces.value?.items ?? [], outlook: this.outlook.state === 'ANSWERED' ? this.outlook.answer : new Map(),
        asking: this.outlook.state === 'ASKING', wrong: wrong('target'), nameOf, choose: target => this.change(withTarget(this.draft, target))
      }), { loading: this.words(wizardWords).loadingVersions, missing: this.words(wizardWords).missingArtifact });
      case 'checks': return html`${this.changedMeanwhile ? html`<p class="note warn" role="alert">${this.words(wizardWords).changedMeanwhile}</p>` : nothing}
        ${checksStep(this, {
          draft: this.draft, asked: this.asked, askedAt: this.askedAt, nameOf, again: () => this.checks.again(),
          requestWaiting: () => {
            this.change({ ...this.draft, whenEligible: true });
            this.show('approval');
          },
          openPromotion: (id, event) => this.go('promotion', { promotion: id }, event),
          promotionHref: id => this.href('promotion', { promotion: id }),
          remedy: remedy => this.onRemedy(remedy),
          sourceHasSource: this.sourceBefore !== undefined
        })}`;
      case 'approval': return item ? approvalStep(this, { draft: this.draft, item, wrong: wrong('notBefore'), change: part => this.onSchedule(part) })
        : loading(this.words(wizardWords).checking, 3);
      case 'confirm': return confirmStep(this, {
        draft: this.draft, item, failure: this.failure, nameOf, wrong, change, goTo: step => this.goTo(step), retry: () => void this.send()
      });
    }
  }

  private feet(): TemplateResult {
    const words = this.words(wizardWords);
    const last = this.current === 'confirm';
    const why = this.whyNot();
    const label = !last ? words.next : this.sending ? words.requesting : this.draft.whenEligible ? words.requestWaiting : words.request;
    return html`<div class="feet">
      ${this.current === 'what' ? nothing : html`<button type="button" id="back" @click=${() => this.goTo(before(this.current))}>${this.words(common).back}</button>`}
      <button type="button" id="leave" class="quiet" @click=${this.onLeave}>${words.leave}</button>
      <span class="gap"></span>
      ${why ? html`<span class="why muted small" id="next-why">${why}</span>` : nothing}
      <button type="submit" id="next" class="primary" aria-disabled=${String(why !== undefined || this.sending)} aria-busy=${String(this.sending)}
        aria-describedby=${why ? 'next-why' : nothing}>${label}</button>
    </div>`;
  }

  /** Why the person cannot go on from here whatever they fill in; nothing when it is up to them. */
  private whyNot(): string | undefined {
    const words = this.words(wizardWords);
    if (!this.placed) return words.askingWhy;
    if (isBefore(this.current, 'checks')) return undefined;
    const [problem] = problemsOf('checks', this.draft, this.known);
    if (!problem) return undefined;
    if (problem.code === 'asking') return this.asked.state === 'FAILED' ? words.unknownWhy : words.askingWhy;
    const item = this.asked.state === 'ANSWERED' ? this.asked.answer : undefined;
    const reasons = item ? refusals(item) : [];
    const [first] = reasons;
    if (!first) return item?.duplicate ? words.duplicate(item.duplicate) : words.unknownWhy;
    return reasons.length === 1 ? words.blockedWhy(inWords(this, first) ?? '') : words.blockedMore(inWords(this, first) ?? '', reasons.length - 1);
  }

  private result({ promotion, told }: Requested): TemplateResult {
    const words = this.words(wizardWords);
    return html`<div class="panel card result"><span class="tick" aria-hidden="true">✓</span>
      <h2 id="heading" tabindex="-1">${words.requestedTitle}</h2>
      <p role="status">${words.requested(promotion.id, told)}</p>
      ${promotion.detail ? html`<p class="muted">${promotion.detail}</p>` : nothing}
      <div class="row"><a class="button primary" id="open" href=${this.href('promotion', { promotion: promotion.id })}
          @click=${(event: MouseEvent) => this.go('promotion', { promotion: promotion.id }, event)}>${words.open}</a>
        <button type="button" id="more" @click=${this.onAnother}>${words.another}</button></div></div>`;
  }

  private nameOf(workspace: string): string {
    return this.workspaces.value?.items.find(({ id }) => id === workspace)?.name ?? workspace;
  }

  private problemText(problem: StepProblem): string {
    const key = problem.code in PROBLEMS ? PROBLEMS[problem.code as keyof typeof PROBLEMS] : undefined;
    return key ? this.words(wizardWords)[key] : this.words(wizardWords).unknownWhy;
  }

  private change(draft: Draft): void {
    this.draft = draft;
    // What was complained about is judged anew as it is mended; new complaints wait for Next.
    const still = problemsOf(this.current, draft, this.known);
    this.problems = this.problems.filter(problem => still.some(({ field, code }) => field === problem.field && code === problem.code));
  }

  private onSchedule(part: Partial<Draft>): void {
    const tomorrow = new Date(clock.now() + 24 * 3_600_000);
    tomorrow.setMinutes(0, 0, 0);
    const suggested = part.scheduled && !this.draft.notBefore ? { notBefore: localOf(tomorrow.getTime()) } : {};
    this.change({ ...this.draft, ...suggested, ...part });
  }

  private onSearch(text: string): void {
    this.searched = text;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => (this.search = text.trim()), 250);
  }

  private readonly onSubmit = (event: Event) => {
    event.preventDefault();
    if (this.sending || this.whyNot() !== undefined) return;
    this.problems = problemsOf(this.current, this.draft, this.known).filter(({ field }) => field !== 'eligibility');
    if (this.problems.length > 0) {
      void this.focusSoon('.summary');
    } else if (this.current === 'confirm') {
      void this.send();
    } else {
      this.show(after(this.current));
    }
  };

  private readonly onLeave = async () => {
    if (await this.guard.mayLeave()) this.go('board', {});
  };

  private readonly onAnother = () => {
    this.draft = { ...draftOf({}) };
    this.start = this.draft;
    this.requested = undefined;
    this.intention = new Intention();
    this.checks.forget();
    this.show('what');
  };

  /** A step that the address or a link names, or where it would begin; never past what is missing. */
  private follow(step: string | undefined): void {
    const wanted = STEPS.find(one => one === step) ?? opening({}, this.draft, this.known);
    if (wanted !== this.current) {
      const reachable = furthest(this.draft, this.known);
      this.current = isBefore(reachable, wanted) ? reachable : wanted;
      void this.focusSoon('#heading');
    }
  }

  private goTo(step: Step): void {
    if (!this.sending) this.show(step);
  }

  private show(step: Step): void {
    this.current = step;
    this.problems = [];
    this.failure = undefined;
    if (step !== 'checks') this.changedMeanwhile = false;
    void this.focusSoon('#heading');
    const { artifact, version, source, target } = this.draft;
    this.emit('sluice-wizard-step', { step, ...(artifact ? { artifact: artifactText(artifact) } : {}), version, from: source, to: target });
  }

  /** The step before the source, when somebody wants to promote there first. */
  private get sourceBefore(): { workspace: string; from: string } | undefined {
    return this.options.value?.targets.find(({ workspace, allowed }) => allowed && workspace === this.draft.source);
  }

  private onRemedy(remedy: Remedy): void {
    switch (remedy) {
      case 'AGAIN': this.checks.again(); break;
      case 'SOURCE':
        if (this.sourceBefore) {
          this.change(withTarget(this.draft, this.sourceBefore));
          void this.focusSoon('#heading');
        }
        break;
      case 'SETTINGS': this.go('settings', { workspace: this.draft.target ?? '' }); break;
      case 'BOARD': this.go('board', this.draft.artifact ? { artifact: artifactText(this.draft.artifact) } : {}); break;
    }
  }

  private async send(): Promise<void> {
    const wanted = promotionOf(this.draft);
    if (!wanted || this.sending) return;
    this.sending = true;
    this.failure = undefined;
    try {
      const { value } = await this.write<Requested>('POST', '/promotions', wanted, { intention: this.intention });
      this.requested = value;
      this.intention = new Intention();
      this.emit('sluice-promotion-requested', { promotion: value.promotion, told: value.told });
      void this.focusSoon('#heading');
    } catch (error) {
      this.onRefused(Failure.of(error));
    } finally {
      this.sending = false;
    }
  }

  /** What the person can mend is shown at its field; what changed meanwhile leads back to the checks. */
  private onRefused(failure: Failure): void {
    // What was refused was not done: a mended request is another one.
    if (!failure.passing) this.intention = new Intention();
    const field = failure.problem?.errors?.[0]?.field ?? failure.problem?.field;
    if (failure.problem?.blockers?.length && this.asked.state === 'ANSWERED') {
      this.asked = { state: 'ANSWERED', answer: { ...this.asked.answer, mayRequest: false, waits: false, blockers: failure.problem.blockers } };
      this.draft = { ...this.draft, whenEligible: false };
      this.changedMeanwhile = true;
      this.show('checks');
    } else if (field === 'notBefore') {
      this.show('approval');
      this.problems = [{ step: 'approval', field: 'notBefore', code: 'past' }];
    } else {
      this.failure = failure;
      void this.focusSoon('[part="error"]');
    }
  }

  private async focusSoon(selector: string): Promise<void> {
    await this.updateComplete;
    const element = this.renderRoot.querySelector<HTMLElement>(selector);
    if (element && !element.hasAttribute('tabindex') && element.matches('[part="error"]')) element.tabIndex = -1;
    element?.focus();
  }
}

define('sluice-promotion-wizard', SluicePromotionWizard);
