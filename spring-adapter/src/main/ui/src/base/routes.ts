import type { Navigation, Screens } from './events';

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length === 0 ? '' : '?' + new URLSearchParams(given).toString();
}

/** The address of a screen in `sluice-app`. */
export function hashOf(to: Navigation): string {
  switch (to.screen) {
    case 'board': return '#/board' + query(to.params as Screens['board']);
    case 'queue': return '#/queue' + query(to.params as Screens['queue']);
    case 'wizard': return '#/new' + query(to.params as Screens['wizard']);
    case 'promotion': {
      const { promotion, ...rest } = to.params as Screens['promotion'];
      return `#/promotions/${encodeURIComponent(promotion)}${query(rest)}`;
    }
    case 'settings': {
      const { workspace, ...rest } = to.params as Screens['settings'];
      return `#/workspaces/${encodeURIComponent(workspace)}/settings${query(rest)}`;
    }
  }
}

/** The screen that an address names; the board for what names none. */
export function screenOf(hash: string): Navigation {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const params = Object.fromEntries(new URLSearchParams(search));
  const parts = path.split('/').filter(part => part !== '').map(decode);
  const [first, second, third] = parts;
  if (first === 'queue') return { screen: 'queue', params };
  if (first === 'new') return { screen: 'wizard', params };
  if (first === 'promotions' && second) return { screen: 'promotion', params: { ...params, promotion: second } };
  if (first === 'workspaces' && second && third === 'settings') return { screen: 'settings', params: { ...params, workspace: second } };
  return { screen: 'board', params };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
