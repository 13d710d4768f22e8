import { css } from 'lit';

/**
 * What a host may set, with our defaults. `light-dark()` follows the `color-scheme` that the page gives the element, so a
 * dark page needs no setting at all.
 */
export const tokens = css`
  :host {
    --_font: var(--sluice-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif);
    --_mono: var(--sluice-font-mono, ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace);
    --_size: var(--sluice-font-size, 0.9375rem);
    --_radius: var(--sluice-radius, 8px);
    --_gap: var(--sluice-space, 1rem);
    --_text: var(--sluice-text, light-dark(#1b2330, #e7ebf2));
    --_muted: var(--sluice-text-muted, light-dark(#566072, #a6b0c0));
    --_page: var(--sluice-background, light-dark(#f5f7fa, #12161d));
    --_surface: var(--sluice-surface, light-dark(#ffffff, #1a2029));
    --_sunken: var(--sluice-surface-sunken, light-dark(#f1f4f8, #141920));
    --_line: var(--sluice-border, light-dark(#dde3eb, #323b48));
    --_line-strong: var(--sluice-border-strong, light-dark(#7d8899, #76829a));
    --_accent: var(--sluice-accent, light-dark(#1f5fbf, #8bb4f7));
    --_accent-hover: var(--sluice-accent-hover, light-dark(#184c9a, #a9c8fb));
    --_on-accent: var(--sluice-on-accent, light-dark(#ffffff, #0d1a2e));
    --_accent-soft: var(--sluice-accent-soft, light-dark(#e9f0fc, #1d2b44));
    --_good: var(--sluice-good, light-dark(#17693b, #7fd6a0));
    --_good-soft: var(--sluice-good-soft, light-dark(#e4f4ea, #16301f));
    --_warn: var(--sluice-warn, light-dark(#8a5300, #f2bd6b));
    --_warn-soft: var(--sluice-warn-soft, light-dark(#fdf1dc, #36280f));
    --_bad: var(--sluice-bad, light-dark(#b3261e, #ff9f97));
    --_bad-hover: var(--sluice-bad-hover, light-dark(#8f1d17, #ffbab4));
    --_bad-soft: var(--sluice-bad-soft, light-dark(#fdeceb, #3b1917));
    --_back: var(--sluice-undo, light-dark(#6a3fb5, #c8adff));
    --_back-soft: var(--sluice-undo-soft, light-dark(#f1eafc, #2a2040));
    --_still: var(--sluice-neutral, light-dark(#4b5567, #b5bfce));
    --_still-soft: var(--sluice-neutral-soft, light-dark(#edf0f4, #262d38));
    --_production: var(--sluice-production, light-dark(#b3261e, #ff9f97));
    --_sticky: var(--sluice-sticky-top, 0px);
    --_shadow: var(--sluice-shadow, 0 1px 2px light-dark(rgb(20 30 50 / 8%), rgb(0 0 0 / 40%)));
    --_focus: var(--sluice-focus, var(--_accent));
    --_focus-ring: 3px solid var(--_focus);
  }
  :host([theme='light']) { color-scheme: light; }
  :host([theme='dark']) { color-scheme: dark; }
  :host([theme='auto']) { color-scheme: light dark; }
`;

export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font: 400 var(--_size) / 1.5 var(--_font);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, h4 { margin: 0; line-height: 1.25; font-weight: 650; text-wrap: balance; }
  h1 { font-size: 1.5rem; letter-spacing: -0.01em; }
  h2 { font-size: 1.1875rem; }
  h3 { font-size: 1rem; }
  p { margin: 0; text-wrap: pretty; }
  p + p { margin-block-start: 0.5rem; }
  ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  code, pre, .mono { font-family: var(--_mono); font-size: 0.9em; }
  a { color: var(--_accent); text-underline-offset: 0.2em; }
  a:hover { color: var(--_accent-hover); }
  :focus-visible { outline: var(--_focus-ring); outline-offset: 2px; border-radius: 4px; }
  :focus:not(:focus-visible) { outline: none; }
  [tabindex='-1']:focus { outline: none; }
  [tabindex='-1']:focus-visible { outline: var(--_focus-ring); }
  .hidden-visually {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%);
    white-space: nowrap; border: 0;
  }
  .muted { color: var(--_muted); }
  .small { font-size: 0.8125rem; }
  .strong { font-weight: 650; }
  .number { font-variant-numeric: tabular-nums; }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; }
  .stack { display: grid; gap: var(--_gap); grid-template-columns: minmax(0, 1fr); }
  .spread { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; }

  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 0.4rem; min-height: 2.25rem; padding: 0.35rem 0.9rem;
    font: inherit; font-weight: 550; line-height: 1.3; text-decoration: none; cursor: pointer; text-align: center;
    color: var(--_text); background: var(--_surface); border: 1px solid var(--_line-strong); border-radius: var(--_radius);
  }
  button:hover, .button:hover { background: var(--_sunken); color: var(--_text); }
  button.primary, .button.primary { color: var(--_on-accent); background: var(--_accent); border-color: var(--_accent); }
  button.primary:hover, .button.primary:hover { color: var(--_on-accent); background: var(--_accent-hover); border-color: var(--_accent-hover); }
  button.danger, .button.danger { color: var(--_bad); border-color: var(--_bad); }
  button.danger:hover { background: var(--_bad-soft); }
  button.danger.primary { color: light-dark(#fff, #2b0b09); background: var(--_bad); border-color: var(--_bad); }
  button.danger.primary:hover { background: var(--_bad-hover); }
  button.quiet, .button.quiet { background: none; border-color: transparent; color: var(--_accent); }
  button.quiet:hover { background: var(--_accent-soft); color: var(--_accent-hover); }
  button.link { min-height: 1.5rem; padding: 0; background: none; border: 0; color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; font-weight: inherit; text-align: start; }
  button.link:hover { color: var(--_accent-hover); }
  button.small, .button.small { min-height: 1.75rem; padding: 0.15rem 0.6rem; font-size: 0.8125rem; }
  button[aria-disabled='true'], button:disabled, .button[aria-disabled='true'] {
    color: var(--_muted); background: var(--_sunken); border-color: var(--_line); border-style: dashed; cursor: not-allowed;
  }
  button[aria-busy='true'] { cursor: progress; }

  input, select, textarea {
    width: 100%; min-height: 2.25rem; padding: 0.4rem 0.65rem; font: inherit; color: var(--_text); background: var(--_surface);
    border: 1px solid var(--_line-strong); border-radius: var(--_radius);
  }
  input[type='checkbox'], input[type='radio'] { width: 1.25rem; height: 1.25rem; min-height: 0; margin: 0.15rem; flex: none; accent-color: var(--_accent); }
  textarea { min-height: 5.5rem; resize: vertical; }
  select { padding-inline-end: 0.4rem; }
  input::placeholder, textarea::placeholder { color: var(--_muted); opacity: 1; }
  [aria-invalid='true'] { border-color: var(--_bad); box-shadow: 0 0 0 1px var(--_bad); }
  fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { padding: 0; font-weight: 600; }
  .field { display: grid; gap: 0.25rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
  .field > label, .field > .label { font-weight: 600; }
  .field .help { color: var(--_muted); font-size: 0.8125rem; }
  .field .wrong, .wrong { color: var(--_bad); font-size: 0.875rem; font-weight: 550; }
  .field .mark { color: var(--_muted); font-weight: 400; font-size: 0.8125rem; }
  .choice { display: flex; gap: 0.5rem; align-items: flex-start; }
  .choice > span { padding-block: 0.1rem; }

  .card { background: var(--_surface); border: 1px solid var(--_line); border-radius: calc(var(--_radius) * 1.5); box-shadow: var(--_shadow); padding: 1rem 1.25rem; }
  .chip {
    display: inline-flex; align-items: center; gap: 0.3rem; padding: 0.05rem 0.5rem; border-radius: 1rem; white-space: nowrap;
    font-size: 0.75rem; font-weight: 600; line-height: 1.5; color: var(--_still); background: var(--_still-soft); border: 1px solid transparent;
  }
  .chip.wrap { white-space: normal; border-radius: 0.75rem; }
  .chip.accent { color: var(--_accent); background: var(--_accent-soft); }
  .chip.good { color: var(--_good); background: var(--_good-soft); }
  .chip.warn { color: var(--_warn); background: var(--_warn-soft); }
  .chip.bad { color: var(--_bad); background: var(--_bad-soft); }
  .chip.back { color: var(--_back); background: var(--_back-soft); }
  .chip.kind { letter-spacing: 0.04em; font-size: 0.6875rem; border-radius: 0.3rem; }
  .chip.kind.PRODUCTION { color: var(--_production); background: var(--_bad-soft); }
  .chip.kind.STAGING { color: var(--_warn); background: var(--_warn-soft); }
  .chip.kind.DEVELOPMENT { color: var(--_accent); background: var(--_accent-soft); }

  .note { display: block; padding: 0.65rem 0.9rem; border-radius: var(--_radius); background: var(--_accent-soft); border-inline-start: 4px solid var(--_accent); }
  .note.warn { background: var(--_warn-soft); border-color: var(--_warn); }
  .note.bad { background: var(--_bad-soft); border-color: var(--_bad); }
  .note.good { background: var(--_good-soft); border-color: var(--_good); }
  .note h2, .note h3 { font-size: 1rem; }
  .summary li > a { display: inline-block; min-height: 1.5rem; }

  table { width: 100%; border-collapse: collapse; }
  th, td { padding: 0.6rem 0.75rem; text-align: start; vertical-align: top; border-block-end: 1px solid var(--_line); }
  th { font-size: 0.8125rem; font-weight: 600; color: var(--_muted); }
  tbody th { font-size: inherit; color: inherit; }
  tr:last-child > td, tbody tr:last-child > th { border-block-end: 0; }

  [role='tablist'] { display: flex; flex-wrap: wrap; gap: 0.25rem; border-block-end: 1px solid var(--_line); }
  [role='tab'] { border: 0; border-radius: var(--_radius) var(--_radius) 0 0; background: none; color: var(--_muted); border-block-end: 3px solid transparent; }
  [role='tab'][aria-selected='true'] { color: var(--_accent); border-block-end-color: var(--_accent); }

  .loading { opacity: 0; animation: appear 0s linear 300ms forwards; display: grid; gap: 0.75rem; }
  .bone { height: 1rem; border-radius: 4px; background: linear-gradient(90deg, var(--_still-soft), var(--_sunken), var(--_still-soft)); background-size: 200% 100%; animation: shimmer 1.6s linear infinite; }
  .bone.wide { height: 3.25rem; }
  @keyframes appear { to { opacity: 1; } }
  @keyframes shimmer { from { background-position: 200% 0; } to { background-position: 0 0; } }
  .empty { display: grid; gap: 0.75rem; justify-items: center; padding: 2.5rem 1.25rem; text-align: center; color: var(--_muted); }
  .empty .strong { color: var(--_text); }

  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { transition-duration: 0s !important; scroll-behavior: auto !important; }
    .bone { animation: none; }
  }
  @media (forced-colors: active) {
    .chip, .note, .card { border: 1px solid CanvasText; }
    button, .button { border: 1px solid ButtonText; }
    button[aria-disabled='true'] { color: GrayText; border-color: GrayText; }
    [role='tab'][aria-selected='true'] { border-block-end-color: Highlight; }
    .bone { background: GrayText; }
    :focus-visible { outline-color: Highlight; }
  }
  @media (pointer: coarse) {
    button, .button, input, select { min-height: 2.75rem; }
  }
`;
