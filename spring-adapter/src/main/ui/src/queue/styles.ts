import { css } from 'lit';

export const queueStyles = css`
  :host { container-type: inline-size; }
  .tabs { margin-block-end: 0.25rem; }
  .filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 0.75rem 1rem; align-items: start; }
  .filters .row { grid-column: 1 / -1; }
  .list { display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
  .entry { display: grid; gap: 0.5rem 1.25rem; grid-template-columns: auto minmax(0, 5fr) minmax(0, 3.5fr) 9rem; align-items: start; padding: 0.9rem 1.1rem; }
  .entry:focus-visible { outline: var(--_focus-ring); outline-offset: 2px; border-radius: calc(var(--_radius) * 1.5); }
  .entry.overdue { border-inline-start: 4px solid var(--_bad); }
  .entry.unticked { grid-template-columns: minmax(0, 5fr) minmax(0, 3.5fr) 9rem; }
  .tick { width: 1.5rem; height: 1.5rem; margin: 0; }
  .title { font-size: 1rem; }
  .title a { color: inherit; text-decoration: none; }
  .title a:hover { text-decoration: underline; color: var(--_accent); }
  .versions { font-variant-numeric: tabular-nums; font-weight: 500; }
  .arrow { color: var(--_muted); margin-inline: 0.2rem; }
  .what, .state { display: grid; gap: 0.3rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
  .what p, .state p { margin: 0; }
  .reason { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .doing { display: grid; gap: 0.5rem; justify-items: end; }
  .faces { display: flex; gap: 0.25rem; align-items: center; flex-wrap: wrap; justify-content: flex-end; }
  .face {
    display: inline-grid; place-items: center; width: 1.75rem; height: 1.75rem; border-radius: 50%; font-size: 0.6875rem; font-weight: 700;
    color: var(--_accent); background: var(--_accent-soft); border: 1px solid var(--_accent);
  }
  .tip { position: relative; display: inline-block; }
  .tip > button { min-height: 1.5rem; color: inherit; text-decoration: underline dotted; }
  .tip > .bubble {
    position: absolute; inset-block-start: 100%; inset-inline-start: 0; z-index: 3; width: max-content; max-width: min(16rem, calc(100cqi - 6rem)); padding: 0.35rem 0.6rem;
    background: var(--_surface); border: 1px solid var(--_line-strong); border-radius: var(--_radius); box-shadow: var(--_shadow); font-size: 0.8125rem; visibility: hidden;
  }
  .tip:hover > .bubble, .tip > button:focus + .bubble { visibility: visible; }
  .together { position: sticky; inset-block-end: 0.75rem; z-index: 2; padding: 0.6rem 1rem; border-color: var(--_accent); }
  @container (max-width: 52rem) {
    .entry { grid-template-columns: auto minmax(0, 1fr); }
    .entry > .state, .entry > .doing { grid-column: 2; }
    .entry.unticked, .entry.unticked > * { grid-template-columns: minmax(0, 1fr); grid-column: 1; }
    .doing { display: flex; flex-wrap: wrap; justify-content: flex-start; align-items: center; }
    .reason { white-space: normal; }
  }
  @media (forced-colors: active) { .entry.overdue { border-inline-start: 4px solid Mark; } .face { border: 1px solid CanvasText; } }
`;
