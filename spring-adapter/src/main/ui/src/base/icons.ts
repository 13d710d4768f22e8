import { svg, html } from 'lit';

const icon = (content: unknown) => html`<svg class="icon" width="1em" height="1em" viewBox="0 0 16 16" fill="none" stroke="currentColor"
  stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${content}</svg>`;

export const lockIcon = icon(svg`<rect x="3" y="7" width="10" height="6.5" rx="1.5"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>`);
export const searchIcon = icon(svg`<circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3.3 3.3"/>`);
export const arrowIcon = icon(svg`<path d="M2.5 8h10.5M9 4l4 4-4 4"/>`);
export const downIcon = icon(svg`<path d="m4 6 4 4 4-4"/>`);
export const freezeIcon = icon(svg`<path d="M8 1.5v13M2.4 4.8l11.2 6.4M13.6 4.8 2.4 11.2"/>`);
export const pinIcon = icon(svg`<path d="M8 9.5V14M5 2h6l-1 4 2 3.5H4L6 6z"/>`);
export const clockIcon = icon(svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.4 1.6"/>`);
