import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EligibilityItem, PromotionOptions, WorkspaceSummary } from '../api/contract';
import { empty, inWords, kindChip, protectedChip, type SluiceElement } from '../base';
import { impossible, readiness, refusals } from './findings';
import { wizardWords } from './messages';
import type { Draft } from './steps';

export interface WhereStep {
  draft: Draft;
  options: PromotionOptions;
  workspaces: readonly WorkspaceSummary[];
  /** By target, as far as it is known what would happen. */
  outlook: ReadonlyMap<string, EligibilityItem>;
  asking: boolean;
  wrong: string | undefined;
  nameOf: (workspace: string) => string;
  choose: (target: { workspace: string; from: string }) => void;
}

/** Step 2: where it shall go. What is not possible is listed all the same, and says why. */
export function whereStep(host: SluiceElement, step: WhereStep): TemplateResult {
  const words = host.words(wizardWords);
  const { options, draft, wrong } = step;
  if (options.targets.length === 0) return empty(words.noTargets);
  const order = new Map(step.workspaces.map(({ id }, index) => [id, index]));
  const targets = [...options.targets].sort((one, other) => (order.get(one.workspace) ?? 999) - (order.get(other.workspace) ?? 999));
  const first = targets.find(target => !refusal(host, step, target));
  return html`<fieldset aria-describedby=${wrong ? 'target-wrong' : nothing}><legend>${words.target}</legend>
    ${wrong ? html`<p class="wrong" id="target-wrong"><span aria-hidden="true">✕ </span>${wrong}</p>` : nothing}
    <div class="options">${repeat(targets, ({ workspace }) => workspace, target => {
      const why = refusal(host, step, target);
      const chosen = target.workspace === draft.target;
      return why && !chosen ? html`<div class="option refused"><span class="mark" aria-hidden="true">⊘</span>
          <span>${heading(host, step, target)}<br><span class="small"><span class="strong">${words.targetNot}.</span> ${why}</span></span></div>`
        : html`<label class="option"><input type="radio" name="target" id=${target === first || (chosen && why) ? 'target' : nothing} value=${target.workspace}
            .checked=${chosen} aria-invalid=${String(!!wrong)} @change=${() => step.choose(target)}>
          <span>${heading(host, step, target)}<br><span class="muted small">${outlook(host, step, target, why)}</span></span></label>`;
    })}</div>
  </fieldset>`;
}

type Target = PromotionOptions['targets'][number];

function heading(host: SluiceElement, step: WhereStep, target: Target): TemplateResult {
  const workspace = step.workspaces.find(({ id }) => id === target.workspace);
  return html`<span class="strong">${step.nameOf(target.workspace)}</span>
    ${workspace ? kindChip(host, workspace.environmentType) : nothing} ${workspace?.protected ? protectedChip(host) : nothing}
    <span class="muted">${host.words(wizardWords).targetFrom(step.nameOf(target.from))}</span>`;
}

function outlook(host: SluiceElement, step: WhereStep, target: Target, why: string | undefined): string {
  const words = host.words(wizardWords);
  const item = step.outlook.get(target.workspace);
  if (why) return words.targetBlocked(why);
  if (!item) return step.asking ? words.targetAsking : '';
  const [first] = refusals(item);
  if (!first) return words.targetReady;
  return readiness(item) === 'WHEN_ELIGIBLE' ? words.targetWaits(inWords(host, first) ?? '') : words.targetBlocked(inWords(host, first) ?? '');
}

/** Why a target cannot be chosen at all; what people or time could change is for the next step. */
function refusal(host: SluiceElement, step: WhereStep, target: Target): string | undefined {
  if (!target.allowed) {
    return inWords(host, target.why) ?? host.words(wizardWords).targetNot;
  }
  const item = step.outlook.get(target.workspace);
  const never = item && impossible(item);
  if (!never) return undefined;
  return never.code === 'version.notInSource' || never.code === 'promotion.wrongDirection'
    ? host.words(wizardWords).targetOnlyFrom(step.nameOf(target.workspace), step.nameOf(target.from))
    : inWords(host, never);
}
