import type { QueueRow } from '../api/contract';

/** At most this many are decided at once. */
export const TOGETHER = 50;

/** A row can be ticked when the caller may decide it, and it goes where the ticked ones go. */
export function selectable(row: QueueRow, rows: readonly QueueRow[], selected: ReadonlySet<string>): boolean {
  if (!row.mayDecide || row.task?.kind !== 'APPROVAL') return false;
  if (selected.has(row.promotion.id)) return true;
  const target = targetOf(rows, selected);
  return selected.size < TOGETHER && (target === undefined || target === row.promotion.target.id);
}

export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** What is still there and still mine to decide after the list was loaded anew. */
export function kept(rows: readonly QueueRow[], selected: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(chosen(rows, selected).map(row => row.promotion.id));
}

export function chosen(rows: readonly QueueRow[], selected: ReadonlySet<string>): QueueRow[] {
  const mine = rows.filter(row => selected.has(row.promotion.id) && row.mayDecide && row.task?.kind === 'APPROVAL');
  // A promotion that asks two stages at a time is there twice, and decided once.
  return [...new Map(mine.map(row => [row.promotion.id, row])).values()];
}

function targetOf(rows: readonly QueueRow[], selected: ReadonlySet<string>): string | undefined {
  return rows.find(row => selected.has(row.promotion.id))?.promotion.target.id;
}
