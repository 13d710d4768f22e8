import { html } from 'lit';
import type { WorkspaceSettings, WorkspaceView } from '../api/contract';
import { define, kindChip, type Intention } from '../base';
import { pathOf } from './general-section';
import { selectInput } from './inputs';
import type { FormProblem } from './policy-check';
import { SettingsSection, type Line } from './section';
import { bodyOf } from './workspace-body';

interface Path {
  promotionFrom: string;
}

/** Where versions come from. */
export class PathSection extends SettingsSection<Path> {
  protected readonly section = 'path';
  protected readonly right = 'PATH';

  protected draftFrom({ workspace }: WorkspaceSettings): Path {
    return { promotionFrom: workspace.promotionFrom ?? '' };
  }

  protected tagOf({ workspace }: WorkspaceSettings): string {
    return workspace.etag;
  }

  protected check(): FormProblem[] {
    return [];
  }

  protected async send({ promotionFrom }: Path, { ifMatch, intention }: { ifMatch: string; intention: Intention }): Promise<void> {
    const { promotionFrom: _before, ...rest } = bodyOf(this.settings.workspace);
    await this.write<WorkspaceView>('PUT', this.path(), { ...rest, ...(promotionFrom ? { promotionFrom } : {}) }, { ifMatch, intention });
  }

  protected override get allowed(): boolean {
    return super.allowed && this.settings.workspace.environmentType !== 'SANDBOX';
  }

  /** Neither itself nor what comes after it, nor what can lie on no path. */
  private get sources() {
    const { workspaces, workspace } = this.settings;
    const after = new Set([workspace.id]);
    for (let grown = 0; grown < after.size;) {
      grown = after.size;
      workspaces.filter(one => one.promotionFrom && after.has(one.promotionFrom)).forEach(one => after.add(one.id));
    }
    return workspaces.filter(one => !after.has(one.id) && one.environmentType !== 'SANDBOX' && !one.archived);
  }

  protected fields(draft: Path) {
    const words = this.text;
    return html`${selectInput(this, {
      id: 'promotionFrom', label: words.from, help: words.fromHelp, value: draft.promotionFrom, error: this.wrong('promotionFrom'),
      choices: [{ value: '', label: words.fromNone }, ...this.sources.map(({ id, name }) => ({ value: id, label: name }))],
      change: promotionFrom => this.change({ promotionFrom })
    })}
    <div><p class="strong">${words.pathPreview}</p>${this.pathway(draft.promotionFrom)}</div>`;
  }

  protected values() {
    const words = this.text;
    const { workspace } = this.settings;
    if (workspace.environmentType === 'SANDBOX') return html`<p>${words.sandboxPath}</p>`;
    return html`<dl class="facts"><dt>${words.from}</dt><dd>${this.nameOf(this.from.promotionFrom) || words.fromNone}</dd></dl>${this.pathway(this.from.promotionFrom)}`;
  }

  private pathway(promotionFrom: string) {
    const { workspaces, workspace } = this.settings;
    const planned = workspaces.map(({ promotionFrom: before, ...one }) => one.id === workspace.id
      ? { ...one, ...(promotionFrom ? { promotionFrom } : {}) } : { ...one, ...(before ? { promotionFrom: before } : {}) });
    const steps = pathOf(planned, workspace.id).map(id => workspaces.find(one => one.id === id)).filter(one => one !== undefined);
    return html`<ol class="pathway">${steps.map((step, index) => html`<li class="row ${step.id === workspace.id ? 'here' : ''}">${index ? html`<span aria-hidden="true">→</span>` : ''}
      ${step.name} ${kindChip(this, step.environmentType)}</li>`)}</ol>`;
  }

  private nameOf(id: string): string {
    return this.settings.workspaces.find(one => one.id === id)?.name ?? id;
  }

  protected lines(draft: Path): Line<Path>[] {
    return [{ part: 'promotionFrom', label: this.text.from, value: this.nameOf(draft.promotionFrom) || this.text.fromNone }];
  }

  protected override effect() {
    const { name } = this.settings.workspace;
    const from = this.draft.promotionFrom;
    return html`<p>${from ? this.text.effectPath(this.nameOf(from), name) : this.text.effectPathHead(name)}</p>`;
  }
}

define('sluice-settings-path', PathSection);
