/** What the approval queue shows. It lives in the hash of the address, so that a link or a reload shows the same. */
export type Tab = 'mine' | 'requested' | 'open' | 'done';
export type Due = 'overdue' | 'today' | 'week';

export interface Filters {
  tab: Tab;
  workspace?: string;
  /** `kind:id` */
  artifact?: string;
  requester?: string;
  due?: Due;
}

export const TABS: readonly Tab[] = ['mine', 'requested', 'open', 'done'];
export const DUES: readonly Due[] = ['overdue', 'today', 'week'];
export const START: Filters = { tab: 'mine' };

const NAMES = ['tab', 'workspace', 'artifact', 'requester', 'due'] as const;

/** `#/queue?tab=open&workspace=prod`. What is not ours in the hash is left to the host. */
export function fromHash(hash: string): Filters {
  const params = query(hash);
  const filters: Filters = { tab: one(TABS, params.get('tab')) ?? 'mine' };
  for (const name of ['workspace', 'artifact', 'requester'] as const) {
    const value = params.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const due = one(DUES, params.get('due'));
  if (due) filters.due = due;
  return filters;
}

/** The hash with these filters in the place of the earlier ones. */
export function toHash(hash: string, filters: Filters): string {
  const at = hash.indexOf('?');
  const route = at < 0 ? hash : hash.slice(0, at);
  const params = query(hash);
  for (const name of NAMES) params.delete(name);
  for (const [name, value] of entries(filters)) {
    if (name !== 'tab' || value !== START.tab) params.set(name, value);
  }
  const rest = params.toString();
  if (rest === '') return route;
  return (route === '' ? '#' : route) + '?' + rest;
}

/** The parameters of the request for a page of the queue. */
export function toQuery(filters: Filters, limit: number): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of entries(filters)) params.set(name, value);
  params.set('limit', String(limit));
  return params;
}

export function filtered(filters: Filters): boolean {
  return entries(filters).some(([name]) => name !== 'tab');
}

function entries(filters: Filters): [string, string][] {
  return NAMES.flatMap((name): [string, string][] => {
    const value = filters[name];
    return value ? [[name, value]] : [];
  });
}

function query(hash: string): URLSearchParams {
  const at = hash.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : hash.slice(at + 1));
}

function one<T extends string>(known: readonly T[], value: string | null): T | undefined {
  return known.find(each => each === value);
}
