// What this application adds to the parts of Sluice: its own addresses, and what happens when somebody is signed out.
import { configure } from '/sluice/sluice.js';

function query(values) {
  const given = Object.entries(values).filter(([, value]) => value);
  return given.length ? '?' + new URLSearchParams(given) : '';
}

/** The page of this application that shows a screen. */
function address({ screen, params }) {
  switch (screen) {
    case 'promotion': return `/promotions/${encodeURIComponent(params.promotion)}`;
    case 'wizard': return '/promotions/new' + query(params);
    case 'settings': return `/workspaces/${encodeURIComponent(params.workspace)}/settings` + query({ section: params.section });
    case 'queue': return '/queue' + (params.tab ? `#?tab=${encodeURIComponent(params.tab)}` : '');
    default: return '/board';
  }
}

// Links lead to these pages; a click that a part of the page (such as the React one) handles itself goes nowhere.
configure({ href: address });
document.addEventListener('sluice-navigate', (event) => {
  if (!event.defaultPrevented) {
    event.preventDefault();
    location.assign(address(event.detail));
  }
});

// The address follows the steps, so that it can be sent to somebody and survives a reload.
document.addEventListener('sluice-wizard-step', (event) => {
  history.replaceState(null, '', '/promotions/new' + query(event.detail));
});

// Without a workspace before it, the selector only tells which one it begins with.
document.addEventListener('sluice-workspace-change', (event) => {
  if (event.detail.before && event.target.closest('.workspace-bar')) {
    location.assign(`/workspaces/${encodeURIComponent(event.detail.workspace)}`);
  }
});

document.addEventListener('sluice-auth-required', () => {
  const notice = document.getElementById('signed-out');
  if (notice.hidden) {
    const link = document.createElement('a');
    link.href = '/sign-in';
    link.textContent = document.documentElement.lang === 'de' ? 'Neu anmelden' : 'Sign in again';
    notice.replaceChildren(link);
    notice.hidden = false;
  }
});
