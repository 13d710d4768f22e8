// Drawn for a field of 24 by 24 in the colour of the text around them.

const TASK = '<rect x="2.5" y="4.5" width="19" height="15" rx="3"/>';
const END = '<circle cx="12" cy="12" r="8.6" stroke-width="2.6"/>';
const WAIT = '<circle cx="12" cy="12" r="9.5"/><circle cx="12" cy="12" r="7.4"/>';
const QUESTION = '<path d="M12 2.2 21.8 12 12 21.8 2.2 12z"/>';
const CLOCK = '<path d="M12 7.6V12l3 1.9"/>';

const GLYPHS = {
  'run-checks': `${TASK}<path d="m6 9 1.4 1.4L10 7.8M6 14.4l1.4 1.4 2.6-2.6M12.5 9.4h5.5M12.5 14.8h5.5"/>`,
  'approve': `${TASK}<circle cx="9" cy="9.6" r="2.1"/><path d="M5.4 16.4c.3-2.4 1.7-3.6 3.6-3.6s3.3 1.2 3.6 3.6M14 11.8l1.7 1.7 3-3.4"/>`,
  'remind-approvers': `${TASK}<path d="M8 14.6h8l-1.3-1.8v-2.2a2.7 2.7 0 0 0-5.4 0v2.2zM11 16.6h2"/>`,
  'reserve-target': `${TASK}<rect x="8" y="11" width="8" height="6" rx="1"/><path d="M9.8 11V9.4a2.2 2.2 0 0 1 4.4 0V11"/>`,
  'confirm-still-allowed': `${TASK}<path d="M12 7.2 16 8.6v2.8c0 2.6-1.6 4.4-4 5.6-2.4-1.2-4-3-4-5.6V8.6zM10.2 11.8l1.4 1.4 2.4-2.6"/>`,
  'deploy': `${TASK}<path d="M12 16.6V8M8.6 11.2 12 7.8l3.4 3.4"/>`,
  'verify': `${TASK}<circle cx="11" cy="11" r="3.2"/><path d="m13.4 13.4 3.2 3.2"/>`,
  'roll-back': `${TASK}<path d="M9.6 8.2 7 10.8l2.6 2.6M7.2 10.8h6.4a2.8 2.8 0 0 1 0 5.6H10"/>`,
  'notify': `${TASK}<path d="M6.5 8.5h11v7h-11zM6.8 8.8 12 12.8l5.2-4"/>`,
  'repair-by-hand': `${TASK}<path d="M15.9 8.1a2.8 2.8 0 0 0-3.5 3.5l-4.6 4.6 1 1 4.6-4.6a2.8 2.8 0 0 0 3.5-3.5l-1.5 1.5-1-1z"/>`,
  'passed': `${QUESTION}<path d="m8.6 12 2.4 2.4 4.4-4.8"/>`,
  'approved': `${QUESTION}<circle cx="12" cy="10" r="1.8"/><path d="M8.8 15.6c.3-2 1.5-3 3.2-3s2.9 1 3.2 3"/>`,
  'window-opens': `${WAIT}<path d="M8.8 8.6h6.4v6.8H8.8zM12 8.6v6.8M8.8 12h6.4"/>`,
  'soak': `${WAIT}<path d="M12 7.4c2 2.4 3 4 3 5.4a3 3 0 0 1-6 0c0-1.4 1-3 3-5.4z"/>`,
  'try-again': `${WAIT}${CLOCK}`,
  'end-promoted': `${END}<path d="m8.4 12.2 2.5 2.5 4.7-5"/>`,
  'end-checks-failed': `${END}<path d="M8.6 9.4h3.6M8.6 14.4h3.6M14 13.2l2.4 2.4M16.4 13.2 14 15.6"/>`,
  'end-rejected': `${END}<path d="m9 9 6 6M15 9l-6 6"/>`,
  'end-expired': `${END}${CLOCK}`,
  'end-not-allowed': `${END}<path d="M8 12h8"/>`,
  'end-rolled-back': `${END}<path d="M10.4 8.6 8.2 10.8l2.2 2.2M8.4 10.8h4.8a2.2 2.2 0 0 1 0 4.4H11"/>`,
  'end-rollback-failed': `${END}<path d="M12 7.6v5.2M12 15.4v.6"/>`,
  'append': `${TASK}<path d="M12 8.4v7.2M8.4 12h7.2"/>`,
  'more': '<circle cx="6" cy="12" r="1.4" fill="currentColor"/><circle cx="12" cy="12" r="1.4" fill="currentColor"/>'
    + '<circle cx="18" cy="12" r="1.4" fill="currentColor"/><path d="M3 5.5h18M3 18.5h18"/>'
};

/** The icon as SVG, as large as the place it stands in wants. */
export function icon(id, size = 24) {
  return `<svg class="sluice-icon" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" `
    + `stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${GLYPHS[id]}</svg>`;
}
