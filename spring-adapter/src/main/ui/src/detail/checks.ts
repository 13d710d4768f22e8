import { html, nothing, type TemplateResult } from 'lit';
import type { CheckRow } from '../api/contract';
import { format, type SluiceElement } from '../base/index';
import { detailWords } from './messages';

const LOOKS: Record<CheckRow['state'], { shape: string; tone: string; order: number }> = {
  FAILED: { shape: '✕', tone: 'bad', order: 0 }, ERROR: { shape: '⚠', tone: 'bad', order: 1 }, REVOKED: { shape: '✕', tone: 'bad', order: 2 },
  EXPIRED: { shape: '!', tone: 'warn', order: 3 }, MISSING: { shape: '!', tone: 'warn', order: 4 }, RUNNING: { shape: '…', tone: 'accent', order: 5 },
  PASSED: { shape: '✓', tone: 'good', order: 6 }
};

/** What does not pass comes first. */
export function failingFirst(checks: readonly CheckRow[]): CheckRow[] {
  return [...checks].sort((a, b) => LOOKS[a.state].order - LOOKS[b.state].order || a.name.localeCompare(b.name));
}

/** Each check with its evidence, and why the policy asks for it. */
export function checkList(host: SluiceElement, checks: readonly CheckRow[]): TemplateResult {
  const words = host.words(detailWords);
  if (checks.length === 0) return html`<p class="muted">${words.noChecks}</p>`;
  return html`<ul class="items">${failingFirst(checks).map(check => html`<li class="item">
    <div class="row"><span class="chip ${LOOKS[check.state].tone}"><span aria-hidden="true">${LOOKS[check.state].shape}</span>${words[`check${check.state}`]}</span>
      <h3>${check.name}</h3></div>
    <p>${check.summary}</p>
    <p class="muted small"><span class="strong">${words.whyItMatters}:</span> ${check.why}</p>
    ${facts(host, check)}
  </li>`)}</ul>`;
}

function facts(host: SluiceElement, check: CheckRow): unknown {
  const words = host.words(detailWords);
  const rows: [string, unknown][] = [];
  if (check.evidence) rows.push([words.evidence, evidence(check.evidence, words.openReport, check.name)]);
  if (check.metrics && Object.keys(check.metrics).length > 0) rows.push([words.values, pairs(host, check.metrics)]);
  if (check.settings && Object.keys(check.settings).length > 0) rows.push([words.limits, pairs(host, check.settings)]);
  if (check.reportedBy) rows.push([words.source, check.reportedBy]);
  if (check.measuredAt) rows.push([words.measured, html`<sluice-time .datetime=${check.measuredAt} .locale=${host.locale}></sluice-time>`]);
  if (check.validUntil) rows.push([words.validUntil, html`<time datetime=${check.validUntil}>${format.absolute(check.validUntil, host.locale)}</time>`]);
  return rows.length === 0 ? nothing : html`<dl class="inline small">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function pairs(host: SluiceElement, values: Record<string, string | number>): string {
  return Object.entries(values).map(([name, value]) => `${name} ${typeof value === 'number' ? format.numeral(value, host.locale) : value}`).join(' · ');
}

/** Evidence is what a program reported: only an address of the web becomes a link. */
function evidence(text: string, label: string, check: string): unknown {
  return isWebAddress(text) ? html`<a href=${text} rel="noreferrer noopener" target="_blank">${label}<span class="hidden-visually"> (${check})</span></a>` : text;
}

export function isWebAddress(text: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
