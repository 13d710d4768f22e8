import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DeadLetter, WorkspaceSettings } from '../api/contract';
import { action, base, clock, define, empty, Failure, failureBox, format, Intention, inWords, SluiceElement, tokens } from '../base';
import { areaInput } from './inputs';
import { settingsWords, type SettingsWords } from './messages';
import { settingsStyles } from './styles';

/** Messages that nobody got, and a way to send them again. Event `refresh`. */
export class Mails extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @state() private sending?: string;
  @state() private failure?: Failure;
  @state() private note = '';
  @state() private all = false;
  @state() private reason = '';
  @state() private wrong = '';
  private intentions = new Map<string, Intention>();

  protected override render() {
    const words = this.words(settingsWords);
    const { deadLetters, may } = this.settings;
    const right = may['DEAD_LETTERS'];
    const why = right?.allowed ? undefined : inWords(this, right?.why) ?? words.readOnly;
    return html`<section class="stack" aria-labelledby="heading"><h2 id="heading" tabindex="-1">${words.mails}</h2><p class="muted small">${words.mailsHelp}</p>
      ${this.failure ? failureBox(this, this.failure, { writing: true }) : nothing}
      <p role="status" class="said">${this.note ? html`<span class="good"><span aria-hidden="true">✓ </span>${this.note}</span>` : nothing}</p>
      ${deadLetters.length === 0 ? (why ? html`<p class="note">${words.mailsNotShown(why)}</p>` : empty(words.noMails)) : html`<div class="cards"><table>
        <thead><tr><th scope="col">${words.mailTo}</th><th scope="col">${words.mailAbout}</th><th scope="col">${words.mailError}</th><th scope="col">${words.mailAt}</th>${why ? nothing : html`<th scope="col"><span class="hidden-visually">${words.sendAgain}</span></th>`}</tr></thead>
        <tbody>${deadLetters.map(letter => this.row(letter, why === undefined))}</tbody></table></div>
        <div class="row">${action({ id: 'sendAll', label: words.sendAll, why, run: () => {
          this.all = true;
          this.reason = '';
          this.wrong = '';
        } })}</div>`}
      ${this.all ? this.question(deadLetters.length) : nothing}</section>`;
  }

  private row(letter: DeadLetter, may: boolean) {
    const words = this.words(settingsWords);
    const whom = whomOf(letter, words);
    return html`<tr><th scope="row">${whom}${letter.channel ? html`<br><span class="muted small">${letter.channel}</span>` : nothing}</th>
      <td data-label=${words.mailAbout}>${kindOf(letter, words)}${letter.promotion ? html`<br><a href=${this.href('promotion', { promotion: letter.promotion })}
        @click=${(event: MouseEvent) => this.go('promotion', { promotion: letter.promotion ?? '' }, event)}>${letter.promotion}</a>` : nothing}</td>
      <td data-label=${words.mailError}>${letter.error}</td>
      <td data-label=${words.mailAt}><time datetime=${letter.at} title=${format.absolute(letter.at, this.locale)}>${format.relative(letter.at, clock.now(), this.locale)}</time></td>
      ${may ? html`<td><button type="button" class="small" aria-label=${words.sendAgainOf(whom)} aria-busy=${String(this.sending === letter.id)} @click=${() => void this.resend(letter.id)}>${words.sendAgain}</button></td>` : nothing}</tr>`;
  }

  private async resend(id: string): Promise<void> {
    if (this.sending) return;
    this.sending = id;
    this.failure = undefined;
    const intention = this.intentions.get(id) ?? new Intention();
    this.intentions.set(id, intention);
    try {
      await this.write('POST', `/dead-letters/${encodeURIComponent(id)}/resend`, {}, { intention });
      this.intentions.delete(id);
      this.note = this.words(settingsWords).sentAgain;
      this.dispatchEvent(new CustomEvent('refresh'));
    } catch (error) {
      this.failure = Failure.of(error);
    } finally {
      this.sending = undefined;
    }
  }

  private question(count: number) {
    const words = this.words(settingsWords);
    const intention = this.intentions.get('') ?? new Intention();
    this.intentions.set('', intention);
    return html`<sluice-dialog open heading=${words.sendAllTitle} confirm=${words.sendAgain} lang=${this.locale} .action=${async () => {
        if (!this.reason.trim()) {
          this.wrong = words.problemMissing;
          return false;
        }
        return this.write('POST', '/dead-letters/resend', { reason: this.reason.trim() }, { intention });
      }} @done=${() => {
        this.all = false;
        this.intentions.delete('');
        this.note = words.sentAgain;
        this.dispatchEvent(new CustomEvent('refresh'));
      }} @dismiss=${() => (this.all = false)}>
      <p>${words.sendAllText(count)}</p>
      ${areaInput(this, { id: 'all-reason', label: words.reason, required: true, rows: 2, value: this.reason, error: this.wrong, change: reason => {
        this.reason = reason;
        this.wrong = '';
      } })}</sluice-dialog>`;
  }
}

function whomOf(letter: DeadLetter, words: SettingsWords): string {
  return letter.recipient?.name ?? (letter.webhook ? words.webhook(letter.webhook) : letter.id);
}

function kindOf(letter: DeadLetter, words: SettingsWords): string {
  const key = `kind${letter.kind.toUpperCase().replaceAll('-', '_')}`;
  return key in words ? words[key as keyof SettingsWords] as string : letter.kind;
}

define('sluice-settings-mails', Mails);
