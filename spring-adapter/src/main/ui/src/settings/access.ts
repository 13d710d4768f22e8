import { html, type TemplateResult } from 'lit';
import type { WorkspaceSettings } from '../api/contract';
import { empty, person, type SluiceElement } from '../base';
import { settingsWords } from './messages';

/** Who may do what here; the host owns it, so it is only shown. */
export function accessView(host: SluiceElement, { access }: WorkspaceSettings): TemplateResult {
  const words = host.words(settingsWords);
  return html`<section class="stack" aria-labelledby="heading"><h2 id="heading" tabindex="-1">${words.access}</h2><p class="muted small">${words.accessHelp}</p>
    ${access.length === 0 ? empty(words.noAccess) : html`<div class="cards"><table>
      <thead><tr><th scope="col">${words.role}</th><th scope="col">${words.may}</th><th scope="col">${words.people}</th></tr></thead>
      <tbody>${access.map(one => html`<tr><th scope="row">${one.role}</th>
        <td data-label=${words.may}><span class="row">${one.permissions.map(permission => html`<span class="chip wrap">${permissionWords(permission)}</span>`)}</span></td>
        <td data-label=${words.people}>${one.people.length === 0 ? html`<span class="muted">${words.nobody}</span>` : html`<ul>${one.people.map(who => html`<li>${person(host, who)}</li>`)}</ul>`}</td></tr>`)}</tbody></table></div>`}</section>`;
}

/** `MANAGE_POLICY` -> `manage policy`: rights have the names of the documentation. */
function permissionWords(permission: string): string {
  return permission.toLowerCase().replaceAll('_', ' ');
}
