import { html } from 'lit';
import type { WorkspaceSettings } from '../api/contract';
import { define, type Intention } from '../base';
import type { FormProblem } from './policy-check';
import { words as split } from './policy-form';
import { SettingsSection, type Line } from './section';

/** By kind of message: the roles that are told as well, as typed, and whether people are told at all. */
type Notifications = Record<string, { roles: string; muted: boolean }>;

/** Messages about a workspace, as the core names them. Some are told in any case, or ask for a decision. */
export const KINDS = [
  'APPROVAL_REQUESTED', 'REMINDER', 'ESCALATION', 'DEADLINE_EXTENDED', 'DECISION', 'OUTCOME', 'REPAIR_NEEDED', 'NOTE', 'COMMENT', 'DELEGATED', 'REASSIGNED',
  'FREEZE_HOLDS', 'FREEZE_RESUMED', 'AUTO_PROMOTED', 'AUTO_HELD', 'BREAK_GLASS_REQUESTED', 'BREAK_GLASS_USED', 'BREAK_GLASS_REVIEW_DUE', 'POLICY_CHANGE_PROPOSED',
  'POLICY_CHANGE_DECIDED', 'POLICY_UNSATISFIABLE', 'DRIFT_FOUND', 'DRIFT_CLEARED', 'STOP_THE_LINE', 'LINE_RESUMED', 'VERSION_MARKED_BAD'
] as const;
const ALWAYS = new Set<string>(['APPROVAL_REQUESTED', 'REMINDER', 'ESCALATION', 'REPAIR_NEEDED', 'BREAK_GLASS_REQUESTED', 'BREAK_GLASS_USED', 'BREAK_GLASS_REVIEW_DUE',
  'POLICY_CHANGE_PROPOSED', 'DRIFT_FOUND', 'STOP_THE_LINE']);
const IDENTIFIER = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Who else is told what, and what people are not told. */
export class NotificationsSection extends SettingsSection<Notifications> {
  protected readonly section = 'notifications';
  protected readonly right = 'NOTIFICATIONS';

  protected draftFrom({ notifications }: WorkspaceSettings): Notifications {
    return Object.fromEntries(KINDS.map(kind => [kind, { roles: (notifications.alsoTell[kind] ?? []).join(', '), muted: notifications.muted.includes(kind) }]));
  }

  protected tagOf(): string {
    return '';
  }

  protected check(draft: Notifications): FormProblem[] {
    return KINDS.flatMap(kind => {
      const role = split(draft[kind]?.roles ?? '').find(one => !IDENTIFIER.test(one));
      return role === undefined ? [] : [{ field: `alsoTell.${kind}`, code: 'roleId', values: { role } }];
    });
  }

  protected async send(draft: Notifications, { intention }: { intention: Intention }): Promise<void> {
    const alsoTell = Object.fromEntries(KINDS.map(kind => [kind, split(draft[kind]?.roles ?? '')] as const).filter(([, roles]) => roles.length > 0));
    await this.write('PUT', this.path('/notifications'), { alsoTell, muted: KINDS.filter(kind => draft[kind]?.muted) }, { intention });
  }

  protected override intro() {
    return html`<p class="muted small">${this.text.notificationsHelp}</p>`;
  }

  protected fields(draft: Notifications) {
    const words = this.text;
    return html`<div class="cards"><table><thead><tr><th scope="col">${words.notificationKind}</th><th scope="col">${words.alsoTell}</th><th scope="col">${words.muted}</th></tr></thead>
      <tbody>${KINDS.map(kind => {
        const one = draft[kind] ?? { roles: '', muted: false };
        const name = words[`kind${kind}`];
        const id = `alsoTell.${kind}`;
        const error = this.wrong(id);
        return html`<tr><th scope="row">${name}</th>
          <td data-label=${words.alsoTell}><input id=${id} type="text" list="roles" autocomplete="off" spellcheck="false" aria-label=${words.alsoTellOf(name)} placeholder="" .value=${one.roles}
              aria-describedby=${error ? `${id}-wrong` : 'alsoTell-help'} aria-invalid=${String(!!error)}
              @input=${(event: Event) => this.change({ [kind]: { ...one, roles: (event.target as HTMLInputElement).value } })}>
            ${error ? html`<p class="wrong" id="${id}-wrong"><span aria-hidden="true">✕ </span>${error}</p>` : ''}</td>
          <td data-label=${words.muted}>${ALWAYS.has(kind) ? html`<span class="muted small">${words.mandatory}</span>`
            : html`<input type="checkbox" id="muted.${kind}" aria-label=${words.mutedOf(name)} .checked=${one.muted}
              @change=${(event: Event) => this.change({ [kind]: { ...one, muted: (event.target as HTMLInputElement).checked } })}>`}</td></tr>`;
      })}</tbody></table></div>
      <p class="muted small" id="alsoTell-help">${words.alsoTellHelp}</p>
      <datalist id="roles">${this.settings.roles.map(role => html`<option value=${role}></option>`)}</datalist>`;
  }

  protected values() {
    const words = this.text;
    const chosen = this.lines(this.from).filter(({ value }) => value !== words.none);
    return chosen.length === 0 ? html`<p>${words.none}</p>` : html`<dl class="facts">${chosen.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
  }

  protected lines(draft: Notifications): Line<Notifications>[] {
    const words = this.text;
    return KINDS.map(kind => {
      const one = draft[kind] ?? { roles: '', muted: false };
      const roles = split(one.roles);
      return { part: kind, label: words[`kind${kind}`], value: [roles.length ? `${words.alsoTell}: ${roles.join(', ')}` : '', one.muted ? words.muted : ''].filter(Boolean).join('; ') || words.none };
    });
  }

  protected override effect() {
    return html`<p>${this.text.effectNotifications}</p>`;
  }
}

define('sluice-settings-notifications', NotificationsSection);
