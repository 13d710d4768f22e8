import type { Change, ChangeRow, PromotionDetail } from '../api/contract';

export type ChangeView = 'differences' | 'all' | 'json';

/** The rows of a view. Keys of the environment are no difference: they never move. */
export function rowsOf(change: Change, view: ChangeView): ChangeRow[] {
  const rows = view === 'all' ? change.rows : change.rows.filter(row => differs(row));
  return [...rows].sort((a, b) => a.key.localeCompare(b.key));
}

export function differs(row: ChangeRow): boolean {
  return row.effect === 'ADDED' || row.effect === 'REMOVED' || row.effect === 'CHANGED';
}

export function count(change: Change, effect: ChangeRow['effect']): number {
  return change.rows.filter(row => row.effect === effect).length;
}

/** What is added, removed, changed and kept as a JSON text that can be copied; secrets are fingerprints here, too. */
export function asJson(change: Change): string {
  const changes: Record<string, { effect: ChangeRow['effect']; before?: string; after?: string }> = {};
  for (const row of rowsOf(change, 'all')) {
    changes[row.key] = {
      effect: row.effect,
      ...(row.before === undefined ? {} : { before: row.before }),
      ...(row.after === undefined ? {} : { after: row.after })
    };
  }
  return JSON.stringify({ before: change.before, after: change.after, changes }, undefined, 2);
}

export function keysOf(change: Change, ...effects: ChangeRow['effect'][]): string[] {
  return change.rows.filter(row => effects.includes(row.effect)).map(row => row.key).sort((a, b) => a.localeCompare(b));
}

/** The version that a rollback would put back, where it is known. */
export function earlierVersion(detail: PromotionDetail): string | undefined {
  return [detail.change.before?.version, detail.restores].find(version => version !== undefined && version !== detail.version);
}
