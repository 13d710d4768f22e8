import { css } from 'lit';

export const wizardStyles = css`
  .wizard { container-type: inline-size; max-width: 60rem; margin-inline: auto; }
  .frame { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
  .panel { padding: 1.5rem; }
  h3 { margin-block-end: 0.5rem; }
  .stack.tight { gap: 0.4rem; }
  .track { display: flex; gap: 0.25rem; counter-reset: step; }
  .track li { flex: 1 1 0; min-width: 0; counter-increment: step; }
  .track button, .track .plain {
    display: flex; flex-direction: column; align-items: flex-start; gap: 0.1rem; width: 100%; min-height: 2.75rem; padding: 0.5rem 0.25rem;
    border: 0; border-block-start: 4px solid var(--_line); border-radius: 0; background: none; font-weight: 550; text-align: start; color: var(--_muted);
  }
  .track button { color: var(--_text); }
  .track button:hover { background: var(--_accent-soft); }
  .track .done { border-color: var(--_accent); }
  .track [aria-current='step'] { border-color: var(--_accent); color: var(--_accent); background: none; }
  .track .number { font-size: 0.75rem; font-weight: 400; color: var(--_muted); }
  .feet { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; padding-block-start: 1.25rem; border-block-start: 1px solid var(--_line); }
  .feet .gap { flex: 1 1 auto; }
  .feet .why { flex-basis: 100%; order: -1; }
  .chosen { padding: 0.75rem 1rem; border-radius: var(--_radius); background: var(--_sunken); }
  fieldset > legend { margin-block-end: 0.5rem; }
  .options { display: grid; gap: 0.5rem; }
  .option {
    display: flex; gap: 0.75rem; align-items: flex-start; padding: 0.7rem 0.9rem; cursor: pointer; border: 1px solid var(--_line); border-radius: var(--_radius);
    background: var(--_surface);
  }
  .option:hover { border-color: var(--_line-strong); }
  button.option { width: 100%; font-weight: 400; text-align: start; justify-content: flex-start; }
  .option[aria-current], .option:has(:checked) { border-color: var(--_accent); background: var(--_accent-soft); }
  .option > span { min-width: 0; }
  .option.refused { cursor: default; background: var(--_sunken); border-style: dashed; color: var(--_muted); }
  .option.refused .mark { width: 1.25rem; margin: 0.15rem; text-align: center; flex: none; }
  .findings, .stages { display: grid; gap: 0.6rem; }
  .finding { padding: 0.8rem 1rem; }
  .finding p + p { margin-block-start: 0; }
  .todo { display: grid; gap: 0.1rem; padding: 0.5rem 0.75rem; border-inline-start: 3px solid var(--_line-strong); }
  .todo dt { font-size: 0.8125rem; font-weight: 600; }
  .todo button { margin-block-start: 0.4rem; }
  details > summary { cursor: pointer; font-weight: 600; min-height: 1.75rem; }
  details[open] > summary { margin-block-end: 0.5rem; }
  .timeline { display: grid; }
  .timeline li { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0.75rem; padding: 0.1rem 0 0.9rem; position: relative; }
  .timeline .when { color: var(--_muted); text-align: end; padding-inline-end: 1rem; }
  .timeline li::before { content: ''; position: absolute; inset-inline-start: 7.1rem; top: 0.5rem; width: 0.7rem; height: 0.7rem; border-radius: 50%; background: var(--_accent); }
  .timeline li:not(:last-child)::after { content: ''; position: absolute; inset-inline-start: 7.4rem; top: 1.2rem; bottom: -0.5rem; width: 2px; background: var(--_line); }
  .timeline li > span:last-child { padding-inline-start: 0.75rem; }
  .moment { max-width: 18rem; }
  .summary-list { display: grid; padding-block: 0.25rem; }
  .summary-list > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr) auto; gap: 0.75rem; padding-block: 0.55rem; border-block-end: 1px solid var(--_line); align-items: baseline; }
  .summary-list > div:last-child { border: 0; }
  .summary-list dt { color: var(--_muted); }
  .result { display: grid; gap: 1rem; justify-items: start; }
  .result .tick { display: grid; place-items: center; width: 3rem; height: 3rem; border-radius: 50%; font-size: 1.5rem; color: var(--_good); background: var(--_good-soft); }
  @container (max-width: 36rem) {
    .panel { padding: 1rem; }
    .track .name { display: none; }
    .track [aria-current='step'] .name { display: block; }
    .track li:has([aria-current='step']) { flex: 3 1 0; }
    .feet button { flex: 1 1 40%; }
    .feet .gap { display: none; }
    .timeline li { grid-template-columns: minmax(0, 1fr); gap: 0; padding-inline-start: 1.25rem; }
    .timeline .when { text-align: start; }
    .timeline li > span:last-child { padding: 0; }
    .timeline li::before { inset-inline-start: 0; }
    .timeline li:not(:last-child)::after { inset-inline-start: 0.3rem; }
    .summary-list > div { grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.75rem; }
    .summary-list dt { grid-column: 1 / -1; font-size: 0.8125rem; }
    .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .cards tr { display: block; padding-block: 0.5rem; border-block-end: 1px solid var(--_line); }
    .cards tr:last-child { border: 0; }
    .cards th, .cards td { display: block; padding: 0.1rem 0; border: 0; }
    .cards td::before { content: attr(data-label) ': '; color: var(--_muted); font-size: 0.8125rem; }
  }
  @media (forced-colors: active) {
    .option:has(:checked) { outline: 2px solid Highlight; }
    .track [aria-current='step'] { border-color: Highlight; }
    .timeline li::before { background: CanvasText; }
  }
`;
