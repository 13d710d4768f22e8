import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PolicyProposal, WorkspaceSettings } from '../api/contract';
import { action, base, clock, define, format, Intention, inWords, SluiceElement, tokens } from '../base';
import { areaInput } from './inputs';
import { settingsWords } from './messages';
import { differences } from './policy-history';
import { settingsStyles } from './styles';

type Deed = 'approve' | 'reject' | 'withdraw';

/** Proposals to demand less, and what the person may say to them. Event `refresh`. */
export class Proposals extends SluiceElement {
  static override styles = [tokens, base, settingsStyles];

  @property({ attribute: false }) settings!: WorkspaceSettings;
  @state() private asking?: { deed: Deed; proposal: PolicyProposal; intention: Intention };
  @state() private comment = '';
  @state() private wrong = '';

  protected override render() {
    const words = this.words(settingsWords);
    return html`<section class="stack" aria-labelledby="proposals"><h3 id="proposals">${words.proposals}</h3>
      <ul class="entries">${this.settings.proposals.map(proposal => html`<li class="entry">${this.proposal(proposal)}</li>`)}</ul></section>
      ${this.asking ? this.question(this.asking.deed) : nothing}`;
  }

  private proposal(proposal: PolicyProposal) {
    const words = this.words(settingsWords);
    const open = proposal.status === 'OPEN';
    return html`<div class="spread"><p class="muted small">${words.proposalFrom(proposal.by.name, format.moment(proposal.at, clock.now(), this.locale))}</p>
        <span class="row"><span class="chip ${open ? 'warn' : ''}">${words[`status${proposal.status}`]}</span>
        ${open ? html`<span class="small">${words.proposalDue}: <sluice-countdown due=${proposal.due} start=${proposal.at} locale=${this.locale}></sluice-countdown></span>` : nothing}</span></div>
      <p>${proposal.reason}</p>
      ${differences(this, proposal.changes)}
      ${proposal.votes.length ? html`<ul>${proposal.votes.map(vote => html`<li><span aria-hidden="true">${vote.agrees ? '✓' : '✕'}</span>
        ${vote.agrees ? words.votedYes(vote.person.name, vote.stage) : words.votedNo(vote.person.name, vote.stage)}${vote.comment ? html`: ${vote.comment}` : nothing}</li>`)}</ul>` : nothing}
      ${open ? html`<div class="row">
        ${action({ id: `agree-${proposal.id}`, label: words.agree, kind: 'small primary', why: this.whyNot(proposal), run: () => this.ask('approve', proposal) })}
        ${proposal.mayDecide ? html`<button type="button" class="small danger" id="reject-${proposal.id}" @click=${() => this.ask('reject', proposal)}>${words.reject}</button>` : nothing}
        ${proposal.mayWithdraw ? html`<button type="button" class="small" id="withdraw-${proposal.id}" @click=${() => this.ask('withdraw', proposal)}>${words.withdraw}</button>` : nothing}</div>` : nothing}`;
  }

  private whyNot(proposal: PolicyProposal): string | undefined {
    const words = this.words(settingsWords);
    if (proposal.mayDecide) return undefined;
    return proposal.why?.code === 'approval.selfApproval' ? words.proposedByYou : inWords(this, proposal.why) ?? words.readOnly;
  }

  private ask(deed: Deed, proposal: PolicyProposal): void {
    this.asking = { deed, proposal, intention: new Intention() };
    this.comment = '';
    this.wrong = '';
  }

  private question(deed: Deed) {
    const words = this.words(settingsWords);
    const texts = {
      approve: { heading: words.agreeTitle, text: words.agreeText, confirm: words.agree }, reject: { heading: words.rejectTitle, text: words.rejectText, confirm: words.reject },
      withdraw: { heading: words.withdrawTitle, text: words.withdrawText, confirm: words.withdraw }
    }[deed];
    return html`<sluice-dialog open heading=${texts.heading} confirm=${texts.confirm} ?danger=${deed === 'reject'} lang=${this.locale} .action=${() => this.decide()}
        @done=${this.done} @dismiss=${() => (this.asking = undefined)}>
      <p>${texts.text}</p>
      ${areaInput(this, { id: 'comment', label: words.comment, required: deed === 'reject', mark: deed !== 'reject', value: this.comment, error: this.wrong, change: text => {
        this.comment = text;
        this.wrong = '';
      } })}</sluice-dialog>`;
  }

  private async decide(): Promise<unknown> {
    if (!this.asking) return true;
    const { deed, proposal, intention } = this.asking;
    if (deed === 'reject' && !this.comment.trim()) {
      this.wrong = this.words(settingsWords).problemMissing;
      return false;
    }
    const comment = this.comment.trim();
    return this.write('POST', `/workspaces/${encodeURIComponent(this.settings.workspace.id)}/policy-changes/${encodeURIComponent(proposal.id)}/${deed}`, comment ? { comment } : {}, { intention });
  }

  private readonly done = () => {
    this.asking = undefined;
    this.dispatchEvent(new CustomEvent('refresh'));
  };
}

define('sluice-settings-proposals', Proposals);
