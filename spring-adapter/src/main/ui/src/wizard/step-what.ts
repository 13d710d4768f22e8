import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Artifact, ArtifactSummary, Page, PromotionOptions } from '../api/contract';
import { clock, empty, field, format, type Resource, type SluiceElement } from '../base';
import { wizardWords } from './messages';
import { artifactText, sameArtifact, type Draft } from './steps';

const SHOWN_AT_FIRST = 8;

export interface WhatStep {
  draft: Draft;
  found: Resource<Page<ArtifactSummary>>;
  options: Resource<PromotionOptions>;
  searched: string;
  /** The list of artifacts is open although one is chosen. */
  choosing: boolean;
  allVersions: boolean;
  nameOf: (workspace: string) => string;
  wrong: (field: 'artifact' | 'version') => string | undefined;
  search: (text: string) => void;
  choose: (artifact: Artifact) => void;
  chooseAnother: () => void;
  chooseVersion: (version: string) => void;
  showAll: () => void;
}

/** Step 1: which artifact, and which of its versions. */
export function whatStep(host: SluiceElement, step: WhatStep): TemplateResult {
  return html`<div class="stack">
    ${step.draft.artifact && !step.choosing ? chosen(host, step, step.draft.artifact) : artifacts(host, step)}
    ${step.draft.artifact ? versions(host, step) : nothing}
  </div>`;
}

function chosen(host: SluiceElement, step: WhatStep, artifact: Artifact): TemplateResult {
  const words = host.words(wizardWords);
  return html`<div class="chosen spread">
    <p><span class="muted small">${words.artifact}</span><br><span class="strong">${artifact.id}</span> <span class="chip">${artifact.kind}</span></p>
    <button type="button" id="another" @click=${step.chooseAnother}>${words.artifactChange}</button>
  </div>`;
}

function artifacts(host: SluiceElement, step: WhatStep): TemplateResult {
  const words = host.words(wizardWords);
  const wrong = step.wrong('artifact');
  const about = { id: 'artifact', label: words.artifactSearch, help: words.artifactHelp, ...(wrong ? { error: wrong } : {}) };
  return html`
    ${field(host, about, html`<input id="artifact" type="search" autocomplete="off" spellcheck="false" .value=${step.searched}
      aria-describedby=${wrong ? 'artifact-help artifact-wrong' : 'artifact-help'} aria-invalid=${String(!!wrong)}
      @input=${(event: InputEvent) => step.search((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}>`)}
    ${step.found.view(page => matches(host, step, page), { loading: words.loadingArtifacts })}`;
}

function matches(host: SluiceElement, step: WhatStep, page: Page<ArtifactSummary>): TemplateResult {
  const words = host.words(wizardWords);
  if (page.items.length === 0) {
    return empty(step.searched.trim() ? words.noMatch(step.searched.trim()) : words.noArtifacts);
  }
  return html`<ul class="options" aria-label=${words.artifact}>${repeat(page.items, item => artifactText(item.artifact), item => {
      const places = item.live.map(({ workspace, version }) => `${step.nameOf(workspace)} (${version})`);
      return html`<li><button type="button" class="option" aria-current=${sameArtifact(step.draft.artifact, item.artifact) ? 'true' : nothing} @click=${() => step.choose(item.artifact)}>
        <span><span class="strong">${item.artifact.id}</span> <span class="chip">${item.artifact.kind}</span><br>
          <span class="muted small">${places.length ? words.liveSomewhere(format.listed(places, host.locale)) : words.liveNowhere}</span></span></button></li>`;
    })}</ul>
    ${page.next ? html`<p class="muted small">${words.moreMatches}</p>` : nothing}`;
}

function versions(host: SluiceElement, step: WhatStep): TemplateResult {
  const words = host.words(wizardWords);
  return step.options.view(options => {
    if (options.versions.length === 0) return empty(words.noVersions);
    const wrong = step.wrong('version');
    const chosenAt = options.versions.findIndex(({ version }) => version === step.draft.version);
    const shown = step.allVersions ? options.versions : options.versions.slice(0, Math.max(SHOWN_AT_FIRST, chosenAt + 1));
    return html`<fieldset aria-describedby=${wrong ? 'version-wrong' : nothing}><legend>${words.version}</legend>
      ${wrong ? html`<p class="wrong" id="version-wrong"><span aria-hidden="true">✕ </span>${wrong}</p>` : nothing}
      <div class="options">${repeat(shown, ({ version }) => version, (version, index) => html`<label class="option ${version.bad ? 'bad' : ''}">
        <input type="radio" name="version" id=${index === 0 ? 'version' : nothing} value=${version.version} aria-invalid=${String(!!wrong)}
          .checked=${version.version === step.draft.version} @change=${() => step.chooseVersion(version.version)}>
        <span><span class="strong">${version.version}</span> <span class="muted">${place(host, step, version)}</span><br>
          <span class="muted small"><span class="mono" title=${version.digest}>${short(version.digest)}</span>
            ${version.authors.length ? html` · ${words.versionBy(format.listed(version.authors.map(({ name }) => name), host.locale))}` : nothing}</span>
          ${version.bad ? html`<br><span class="wrong"><span aria-hidden="true">⚠ </span>${words.versionBad(version.bad.by.name, version.bad.reason)}</span>` : nothing}
        </span></label>`)}</div>
      ${shown.length < options.versions.length
        ? html`<p><button type="button" class="link" @click=${step.showAll}>${words.allVersions(options.versions.length)}</button></p>` : nothing}
    </fieldset>`;
  }, { loading: words.loadingVersions, missing: words.missingArtifact });
}

function place(host: SluiceElement, step: WhatStep, version: PromotionOptions['versions'][number]): string {
  const words = host.words(wizardWords);
  if (version.livesIn.length === 0) {
    return words.versionNowhere(format.relative(version.registeredAt, clock.now(), host.locale));
  }
  const places = version.livesIn.map(({ workspace, since }) =>
    words.versionIn(step.nameOf(workspace), format.lengthOf(clock.now() - Date.parse(since), host.locale)));
  return places.join(' · ');
}

/** The beginning of a digest: enough to tell two apart, and the whole one is in the title. */
export function short(digest: string): string {
  return digest.replace(/^([a-z0-9]+:)?(.{12}).*$/i, '$1$2');
}
