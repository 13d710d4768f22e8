import { css } from 'lit';

/** The page of a promotion: sticky actions, progress, and sections one below the other. */
export const pageStyles = css`
  .page { scroll-padding-block-start: 6rem; }
  .refresh { text-align: end; margin-block-end: -0.75rem; }
  .head { gap: 0.6rem; }
  .head h1 .versions { font-weight: 500; }
  .reason { white-space: pre-wrap; }
  .bar {
    position: sticky; inset-block-start: var(--_sticky); z-index: 2; padding: 0.75rem 1rem; display: grid; gap: 0.5rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .whys { display: grid; gap: 0.15rem; }
  .lookers { justify-content: space-between; }
  .offers { margin-block-start: 1rem; display: grid; gap: 0.5rem; }
  .pair { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start; }
  .note h2 { margin-block-end: 0.35rem; }
  .section { scroll-margin-block-start: 7rem; }
  .blockers { gap: 0.5rem; }
  .rule { margin-block-start: 0.75rem; }

  .progress { display: flex; gap: 0; }
  .progress li { flex: 1 1 0; display: grid; justify-items: center; align-content: start; text-align: center; gap: 0.35rem; position: relative; }
  .progress li + li::before {
    content: ''; position: absolute; inset-block-start: 0.9rem; inset-inline: calc(-50% + 1.15rem) calc(50% + 1.15rem); height: 2px; background: var(--_line);
  }
  .progress li.DONE + li::before { background: var(--_good); }
  .dot {
    display: grid; place-items: center; width: 1.9rem; height: 1.9rem; border-radius: 50%; font-weight: 700; font-size: 0.9rem;
    color: var(--_still); background: var(--_still-soft); border: 2px solid var(--_line);
  }
  .DONE > .dot { color: var(--_good); background: var(--_good-soft); border-color: var(--_good); }
  .ACTIVE > .dot { color: var(--_accent); background: var(--_accent-soft); border-color: var(--_accent); }
  .FAILED > .dot { color: var(--_bad); background: var(--_bad-soft); border-color: var(--_bad); }
  .step { display: grid; gap: 0.1rem; }
  @container (max-width: 44rem) {
    .pair { grid-template-columns: minmax(0, 1fr); }
    .progress { display: grid; gap: 0.75rem; }
    .progress li { grid-template-columns: auto minmax(0, 1fr); justify-items: start; text-align: start; align-items: center; gap: 0.75rem; }
    .progress li + li::before { inset: auto; inset-block-end: calc(100% - 0.1rem); inset-inline-start: 0.9rem; width: 2px; height: 0.6rem; }
    .step { display: flex; flex-wrap: wrap; gap: 0.1rem 0.6rem; align-items: baseline; }
  }
  @container (max-width: 36rem) {
    .bar { position: static; }
    .buttons > button { flex: 1 1 auto; }
  }
`;
