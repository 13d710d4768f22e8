import { html, type TemplateResult } from 'lit';
import type { WorkspaceSettings } from '../api/contract';
import { catalogue, empty, person, type SluiceElement } from '../base';
import { settingsWords } from './messages';

/** Rights, by their names in the documentation. */
export const permissionWords = catalogue('permissions', {
  VIEW: 'view',
  REGISTER: 'register',
  REQUEST: 'request',
  REPORT_CHECK: 'report check',
  DECIDE: 'decide',
  VETO: 'veto',
  ROLL_BACK: 'roll back',
  OPERATE: 'operate',
  STOP_LINE: 'stop line',
  HOLD_BACK: 'hold back',
  READ_CONFIGURATION: 'read configuration',
  MANAGE_WORKSPACE: 'manage workspace',
  MANAGE_POLICY: 'manage policy',
  BREAK_GLASS: 'break glass',
  SKIP_WORKSPACE: 'skip workspace',
  MANAGE_ORGANIZATION: 'manage organization',
  MANAGE_FREEZES: 'manage freezes',
  MANAGE_PRIVACY: 'manage privacy',
  AUDIT: 'audit'
}, {
  VIEW: 'ansehen',
  REGISTER: 'Versionen eintragen',
  REQUEST: 'beantragen',
  REPORT_CHECK: 'Prüfungen melden',
  DECIDE: 'entscheiden',
  VETO: 'Einspruch erheben',
  ROLL_BACK: 'zurücknehmen',
  OPERATE: 'betreiben',
  STOP_LINE: 'alles anhalten',
  HOLD_BACK: 'zurückhalten',
  READ_CONFIGURATION: 'Einstellungen lesen',
  MANAGE_WORKSPACE: 'Arbeitsbereiche verwalten',
  MANAGE_POLICY: 'Richtlinien verwalten',
  BREAK_GLASS: 'Notfall erklären',
  SKIP_WORKSPACE: 'Arbeitsbereiche überspringen',
  MANAGE_ORGANIZATION: 'Organisation verwalten',
  MANAGE_FREEZES: 'Sperren verwalten',
  MANAGE_PRIVACY: 'Personendaten verwalten',
  AUDIT: 'nachprüfen'
});

/** Who may do what here; the host owns it, so it is only shown. */
export function accessView(host: SluiceElement, { access }: WorkspaceSettings): TemplateResult {
  const words = host.words(settingsWords);
  const rights: Record<string, string> = host.words(permissionWords);
  return html`<section class="stack" aria-labelledby="heading"><h2 id="heading" tabindex="-1">${words.access}</h2><p class="muted small">${words.accessHelp}</p>
    ${access.length === 0 ? empty(words.noAccess) : html`<div class="cards"><table>
      <thead><tr><th scope="col">${words.role}</th><th scope="col">${words.may}</th><th scope="col">${words.people}</th></tr></thead>
      <tbody>${access.map(one => html`<tr><th scope="row">${one.role}</th>
        <td data-label=${words.may}>${one.permissions.length === 0 ? html`<span class="muted small">${words.asked}</span>`
          : html`<span class="row">${one.permissions.map(permission => html`<span class="chip wrap" title=${permission}>${rights[permission] ?? permission}</span>`)}</span>`}</td>
        <td data-label=${words.people}>${one.people.length === 0 ? html`<span class="muted">${words.nobody}</span>` : html`<ul>${one.people.map(who => html`<li>${person(host, who)}</li>`)}</ul>`}</td></tr>`)}</tbody></table></div>`}</section>`;
}
