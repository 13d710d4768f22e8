import { css } from 'lit';

export const boardStyles = css`
  :host { container-type: inline-size; }
  .tools { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center; }
  .search { position: relative; flex: 1 1 16rem; max-width: 24rem; }
  .search .icon { position: absolute; inset-inline-start: 0.7rem; inset-block-end: 0.65rem; color: var(--_muted); pointer-events: none; }
  .search input { padding-inline-start: 2.1rem; }
  .only { display: flex; flex-wrap: wrap; border: 1px solid var(--_line-strong); border-radius: var(--_radius); overflow: clip; background: var(--_surface); }
  .only label { display: flex; align-items: center; min-height: 2.15rem; padding: 0.2rem 0.8rem; cursor: pointer; position: relative; }
  .only label + label { border-inline-start: 1px solid var(--_line); }
  .only input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .only label:has(:checked) { color: var(--_accent); background: var(--_accent-soft); font-weight: 600; }
  .only label:has(:focus-visible) { outline: var(--_focus-ring); outline-offset: -3px; }

  .frame { background: var(--_surface); border: 1px solid var(--_line); border-radius: calc(var(--_radius) * 1.5); box-shadow: var(--_shadow); overflow-x: auto; }
  table { table-layout: fixed; min-width: 46rem; }
  thead th { position: sticky; top: 0; background: var(--_sunken); vertical-align: top; padding-block: 0.8rem; border-block-end: 1px solid var(--_line); color: var(--_text); z-index: 1; }
  thead .name { display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; align-items: center; font-size: 0.9375rem; font-weight: 650; }
  thead .name a { color: inherit; text-decoration: none; }
  thead .name a:hover { text-decoration: underline; }
  thead .protected { box-shadow: inset 0 3px 0 var(--_production); }
  thead .banner { margin-block-start: 0.4rem; padding: 0.2rem 0.5rem; border-radius: 4px; font-size: 0.75rem; font-weight: 500; color: var(--_warn); background: var(--_warn-soft); }
  thead .banner.bad { color: var(--_bad); background: var(--_bad-soft); }
  .notices { display: none; }
  th.artifact, tbody th { width: 22%; }
  tbody th { font-weight: 600; }
  tbody th .kind { display: block; font-weight: 400; }
  tbody tr:hover > * { background: color-mix(in srgb, var(--_accent-soft) 35%, transparent); }
  .apart { border-inline-start: 3px double var(--_line); }
  td:focus-visible, th:focus-visible { outline-offset: -3px; }
  td > * { display: block; margin-block-start: 0.3rem; width: fit-content; max-width: 100%; }
  td > :first-child { margin-block-start: 0; }
  td > .chip { display: flex; }
  td > .button { display: inline-flex; margin-block-start: 0.45rem; }
  button.link.version { display: block; color: var(--_text); font-weight: 650; font-size: 1rem; text-decoration: none; min-height: 1.5rem; }
  button.link.version:hover { color: var(--_accent); text-decoration: underline; }
  .since { color: var(--_muted); font-size: 0.8125rem; margin-block-start: 0.1rem; }
  .behind { color: var(--_warn); font-size: 0.8125rem; font-weight: 550; }
  .behind::before { content: '↑ ' / ''; }
  a.chip { text-decoration: none; white-space: normal; min-height: 1.5rem; border-radius: 0.75rem; }
  a.chip:hover { text-decoration: underline; }
  .promote::before { content: '→' / ''; }
  .promote.blocked { color: var(--_muted); border-style: dashed; background: none; }
  .promote.ready { color: var(--_accent); border-color: var(--_accent); background: var(--_accent-soft); }
  .promote.ready:hover { color: var(--_on-accent); background: var(--_accent); }
  .why { font-size: 0.75rem; color: var(--_muted); line-height: 1.35; margin-block-start: 0.2rem; }
  .history { display: grid; }
  .history li { display: grid; gap: 0.2rem; padding-block: 0.75rem; border-block-end: 1px solid var(--_line); }
  .history li:last-child { border: 0; }
  .more { display: flex; justify-content: center; }

  @container (max-width: 46rem) {
    .frame { background: none; border: 0; box-shadow: none; overflow: visible; }
    table, tbody { display: grid; gap: 1rem; min-width: 0; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    tbody tr { display: grid; background: var(--_surface); border: 1px solid var(--_line); border-radius: calc(var(--_radius) * 1.5); box-shadow: var(--_shadow); padding: 0.9rem 1rem; }
    tbody tr:hover > * { background: none; }
    tbody th { width: auto; padding: 0 0 0.5rem; border: 0; font-size: 1.0625rem; }
    tbody td { display: grid; grid-template-columns: minmax(0, 1fr); justify-items: start; padding: 0.65rem 0 0.65rem 0.9rem; border: 0; border-inline-start: 2px solid var(--_line-strong); position: relative; }
    tbody td::after { content: attr(data-where); order: -1; font-weight: 600; font-size: 0.875rem; color: var(--_muted); }
    tbody td::before { content: ''; position: absolute; inset-inline-start: -6px; inset-block-start: 1rem; width: 10px; height: 10px; border-radius: 50%; background: var(--_line-strong); }
    tbody td.PRODUCTION::before { background: var(--_production); }
    tbody td.apart { border-inline-start-style: dotted; }
    .notices { display: grid; gap: 0.5rem; }
  }
  @media (forced-colors: active) {
    .only label:has(:checked) { outline: 2px solid Highlight; outline-offset: -2px; }
    tbody td::before { forced-color-adjust: none; }
  }
`;
