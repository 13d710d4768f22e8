import { html, nothing, type TemplateResult } from 'lit';
import { field, type SluiceElement } from '../base/index';
import { DUES, filtered, type Due, type Filters } from './filters';
import { queueWords } from './messages';

/** What the filters offer; anything else can be typed. */
export interface Known {
  workspaces: readonly { id: string; name: string }[];
  artifacts: readonly string[];
  requesters: readonly { id: string; name: string }[];
}

export function filterBar(host: SluiceElement, filters: Filters, known: Known, change: (filters: Filters) => void): TemplateResult {
  const words = host.words(queueWords);
  const dues: Record<Due, string> = { overdue: words.dueOverdue, today: words.dueToday, week: words.dueWeek };
  const workspaces = filters.workspace && !known.workspaces.some(({ id }) => id === filters.workspace)
    ? [...known.workspaces, { id: filters.workspace, name: filters.workspace }] : known.workspaces;
  const submit = (event: Event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const value = (name: string) => String(data.get(name) ?? '').trim() || undefined;
    change({ tab: filters.tab, workspace: value('workspace'), artifact: value('artifact'), requester: value('requester'), due: value('due') as Due | undefined });
  };
  return html`<form class="filters card" @submit=${submit} @change=${(event: Event) => {
    if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
  }}>
    ${field(host, { id: 'workspace', label: words.workspace }, html`<select id="workspace" name="workspace"><option value="">${words.anyWorkspace}</option>${workspaces.map(each =>
      html`<option value=${each.id} ?selected=${each.id === filters.workspace}>${each.name}</option>`)}</select>`)}
    ${field(host, { id: 'artifact', label: words.artifact }, html`<input id="artifact" name="artifact" list="artifacts" autocomplete="off" .value=${filters.artifact ?? ''}>
      <datalist id="artifacts">${known.artifacts.map(each => html`<option value=${each}></option>`)}</datalist>`)}
    ${field(host, { id: 'requester', label: words.requester }, html`<input id="requester" name="requester" list="requesters" autocomplete="off" .value=${filters.requester ?? ''}>
      <datalist id="requesters">${known.requesters.map(each => html`<option value=${each.id}>${each.name}</option>`)}</datalist>`)}
    ${field(host, { id: 'due', label: words.due }, html`<select id="due" name="due"><option value="">${words.anyDue}</option>${DUES.map(each =>
      html`<option value=${each} ?selected=${each === filters.due}>${dues[each]}</option>`)}</select>`)}
    <div class="row"><button type="submit">${words.apply}</button>
      ${filtered(filters) ? html`<button type="button" class="quiet" @click=${() => change({ tab: filters.tab })}>${words.clear}</button>` : nothing}</div>
  </form>`;
}
