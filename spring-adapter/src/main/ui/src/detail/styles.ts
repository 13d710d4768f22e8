import { css } from 'lit';

/** How the parts of a promotion look, on its own page and where others show them. */
export const detailStyles = css`
  .versions { font-variant-numeric: tabular-nums; }
  .arrow { color: var(--_muted); margin-inline: 0.2rem; }
  .sections { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
  .section > h2 { margin-block-end: 0.75rem; }
  .section-head { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; margin-block-end: 0.75rem; }
  .facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.35rem 1rem; }
  .facts dt { color: var(--_muted); font-size: 0.875rem; padding-block-start: 0.05rem; }
  .facts.small dt { font-size: inherit; }
  .inline { display: flex; flex-wrap: wrap; gap: 0.35rem 1.75rem; }
  .inline dt { color: var(--_muted); font-size: 0.75rem; }
  .items { display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
  .item { border-block-start: 1px solid var(--_line); padding-block-start: 0.75rem; display: grid; gap: 0.35rem; grid-template-columns: minmax(0, 1fr); }
  .item:first-child { border-block-start: 0; padding-block-start: 0; }
  a, button, summary, pre, details { scroll-margin-block-start: 10rem; }
  .quote { border-inline-start: 3px solid var(--_line); padding-inline-start: 0.75rem; white-space: pre-wrap; }
  summary { cursor: pointer; color: var(--_accent); width: fit-content; min-height: 1.5rem; }
  pre { margin: 0; padding: 0.75rem; overflow: auto; background: var(--_sunken); border-radius: var(--_radius); white-space: pre-wrap; max-height: 24rem; }
  @container (max-width: 36rem) {
    .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
    .facts dd { margin-block-end: 0.6rem; }
  }
`;
