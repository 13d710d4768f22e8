import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { clock } from './clock';
import { define } from './define';
import { absolute, lengthOf, relative } from './format';
import { languageOf, wordsOf } from './i18n';
import { common } from './messages';
import { tokens } from './styles';

const HOUR = 3_600_000;
const THRESHOLDS = [HOUR, 10 * 60_000, 0];

abstract class Ticking extends LitElement {
  @property() locale = 'en';
  private timer?: ReturnType<typeof setInterval>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), 20_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected tick(): void {
    this.requestUpdate();
  }
}

/** `<sluice-time datetime locale>`: "2 hours ago", with the exact time as title. */
export class SluiceTime extends Ticking {
  @property() datetime = '';

  protected override render() {
    if (!this.datetime) return nothing;
    return html`<time datetime=${this.datetime} title=${absolute(this.datetime, this.locale)}>${relative(this.datetime, clock.now(), this.locale)}</time>`;
  }
}

/**
 * `<sluice-countdown due start locale>`: "2 h left". Warns when less than 4 h or less than a quarter of the time since
 * `start` is left; says something to screen readers only one hour and ten minutes before, and when it is due.
 */
export class SluiceCountdown extends Ticking {
  static override styles = [tokens, css`
    :host { white-space: nowrap; font-variant-numeric: tabular-nums; }
    .warn { color: var(--_warn); font-weight: 600; }
    .bad { color: var(--_bad); font-weight: 600; }
    .hidden-visually { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  `];

  @property() due = '';
  @property() start?: string;
  private left?: number;
  private said = '';

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('due')) {
      this.left = undefined;
      this.said = '';
    }
    this.announceThresholds();
  }

  protected override render() {
    if (!this.due) return nothing;
    const words = wordsOf(common, languageOf(this.locale));
    const left = Date.parse(this.due) - clock.now();
    const tone = toneOf(left, this.start === undefined ? undefined : Date.parse(this.due) - Date.parse(this.start));
    const text = left <= -60_000 ? words.overdueBy(lengthOf(left, this.locale)) : left <= 0 ? words.dueNow : words.left(lengthOf(left, this.locale));
    return html`<time class=${tone} datetime=${this.due} title=${absolute(this.due, this.locale)}>${tone === 'bad' ? html`<span aria-hidden="true">⚠ </span>` : nothing}${text}</time><span
      class="hidden-visually" role="status">${this.said}</span>`;
  }

  private announceThresholds(): void {
    const left = Date.parse(this.due) - clock.now();
    const before = this.left;
    this.left = left;
    if (before === undefined) return;
    const crossed = THRESHOLDS.filter(threshold => before > threshold && left <= threshold).pop();
    if (crossed !== undefined) {
      const words = wordsOf(common, languageOf(this.locale));
      this.said = crossed === 0 ? words.announceDue : words.announceLeft(lengthOf(crossed, this.locale));
    }
  }
}

/** @param whole length of the whole term, where it is known */
export function toneOf(left: number, whole?: number): 'bad' | 'warn' | '' {
  if (left <= 0) return 'bad';
  return left < 4 * HOUR || (whole !== undefined && whole > 0 && left < whole / 4) ? 'warn' : '';
}

define('sluice-time', SluiceTime);
define('sluice-countdown', SluiceCountdown);
