import { css } from 'lit';

export const settingsStyles = css`
  :host { container-type: inline-size; }
  .layout { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 1.5rem; align-items: start; }
  .frame { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
  .sections { display: grid; gap: 0.15rem; position: sticky; top: 1rem; }
  .sections button { justify-content: flex-start; border-color: transparent; background: none; font-weight: 500; width: 100%; text-align: start; }
  .sections button:hover { background: var(--_sunken); }
  .sections [aria-current] { background: var(--_accent-soft); color: var(--_accent); font-weight: 600; }
  .sections .dot { color: var(--_warn); margin-inline-start: auto; }
  .sections .last { margin-block-start: 0.75rem; }
  .choice-of-section { display: none; }
  .pane { padding: 1.5rem; }
  h3 { margin-block-end: 0.35rem; }
  .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 1rem; align-items: start; }
  .group { display: grid; gap: 0.9rem; grid-template-columns: minmax(0, 1fr); padding-block-start: 1.25rem; border-block-start: 1px solid var(--_line); }
  .group > legend, .group > h3 { font-size: 1rem; font-weight: 650; }
  fieldset.group { border-block-start: 0; padding-block-start: 0.25rem; }
  fieldset.group > legend { float: left; width: 100%; padding-block-start: 1rem; border-block-start: 1px solid var(--_line); margin-block-end: 0.25rem; }
  fieldset.group > legend + * { clear: both; }
  .entry { display: grid; gap: 0.9rem; grid-template-columns: minmax(0, 1fr); padding: 1rem; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_sunken); }
  .entry .entry { background: var(--_surface); }
  .entries { display: grid; gap: 0.75rem; }
  .short { max-width: 8rem; }
  .span { display: flex; gap: 0.4rem; }
  .span .short { flex: 0 1 6rem; min-width: 3.5rem; }
  .span select { flex: 1 1 6rem; min-width: 0; max-width: 12rem; }
  .many { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
  .feet { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; padding-block-start: 1rem; border-block-start: 1px solid var(--_line); }
  .said .good { color: var(--_good); font-weight: 550; }
  dl.facts { display: grid; grid-template-columns: minmax(8rem, 14rem) minmax(0, 1fr); gap: 0.5rem 1rem; }
  dl.facts dt { color: var(--_muted); }
  .lines { list-style: disc; padding-inline-start: 1.2rem; display: grid; gap: 0.15rem; }
  .note h3 { margin: 0 0 0.25rem; }
  .note.effect { display: grid; gap: 0.5rem; grid-template-columns: minmax(0, 1fr); }
  .scroll { overflow: visible; }
  del { color: var(--_muted); }
  .unset td, .unset th { color: var(--_muted); text-decoration: line-through; }
  .unset td:last-child { text-decoration: none; }
  td .row { gap: 0.35rem; }
  details > summary { cursor: pointer; font-weight: 550; min-height: 1.75rem; }
  .pathway { display: flex; flex-wrap: wrap; gap: 0.35rem 0.6rem; align-items: center; }
  .pathway .here { font-weight: 650; }
  .danger-box { border: 1px solid var(--_bad); }
  sluice-dialog .field + .field { margin-block-start: 0.9rem; }
  .form { display: grid; gap: 0.9rem; grid-template-columns: minmax(0, 1fr); }
  @container (max-width: 46rem) {
    .layout { grid-template-columns: minmax(0, 1fr); gap: 1rem; }
    .sections { display: none; }
    .choice-of-section { display: block; }
  }
  @container (max-width: 34rem) {
    .pane { padding: 1rem; }
    dl.facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
    dl.facts dd { margin-block-end: 0.6rem; }
    .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .cards tr { display: block; padding-block: 0.6rem; border-block-end: 1px solid var(--_line); }
    .cards tr:last-child { border: 0; }
    .cards th, .cards td { display: block; padding: 0.15rem 0; border: 0; }
    .cards td[data-label]::before { content: attr(data-label) ': '; color: var(--_muted); font-size: 0.8125rem; }
  }
`;
