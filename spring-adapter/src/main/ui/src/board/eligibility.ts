import type { ReactiveController } from 'lit';
import type { BoardColumn, BoardRow, EligibilityAnswer, EligibilityItem, EligibilityQuestion, Wanted } from '../api/contract';
import type { SluiceElement } from '../base/index';

const AT_MOST = 50;
const FRESH = 60_000;

/** What may go from one workspace into the next; nothing when the next has it, or already waits for it. */
export function wantedInto(row: BoardRow, target: BoardColumn): Wanted | undefined {
  const source = target.promotionFrom;
  const from = source === undefined ? undefined : row.cells[source]?.live;
  const cell = row.cells[target.id];
  const underWay = cell?.pending && (cell.pending.status === 'PENDING' || cell.pending.status === 'APPROVED');
  if (source === undefined || from === undefined || underWay || cell?.live?.version === from.version) {
    return undefined;
  }
  return { artifact: row.artifact, version: from.version, source, target: target.id };
}

export const keyOf = (wanted: Wanted) => `${wanted.artifact.kind}:${wanted.artifact.id}@${wanted.version}>${wanted.source}>${wanted.target}`;

/** Asks whether the rows that one sees may be promoted: together, once, and again after a minute. */
export class Eligibility implements ReactiveController {
  private readonly known = new Map<string, { item: EligibilityItem; at: number }>();
  private readonly asked = new Set<string>();
  private visible = new Map<string, Wanted>();
  private planned = false;
  private asking?: AbortController;

  constructor(private readonly host: SluiceElement) {
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.asking?.abort();
    this.asked.clear();
  }

  of(wanted: Wanted): EligibilityItem | undefined {
    return this.known.get(keyOf(wanted))?.item;
  }

  /** Rows that are on the screen now. */
  see(wanted: readonly Wanted[]): void {
    this.visible = new Map(wanted.map(one => [keyOf(one), one]));
    if (this.planned) return;
    this.planned = true;
    queueMicrotask(() => {
      this.planned = false;
      void this.ask();
    });
  }

  private async ask(): Promise<void> {
    const now = Date.now();
    const missing = [...this.visible].filter(([key]) => !this.asked.has(key) && now - (this.known.get(key)?.at ?? 0) > FRESH).slice(0, AT_MOST);
    if (missing.length === 0) return;
    missing.forEach(([key]) => this.asked.add(key));
    this.asking ??= new AbortController();
    try {
      const question: EligibilityQuestion = { items: missing.map(([, wanted]) => wanted) };
      const { value } = await this.host.write<EligibilityAnswer>('POST', '/eligibility', question, { signal: this.asking.signal });
      missing.forEach(([key], at) => {
        const item = value.items[at];
        if (item) this.known.set(key, { item, at: Date.now() });
      });
      this.host.requestUpdate();
    } catch {
      // The board is of use without it: the wizard asks again and says what is wrong.
      missing.forEach(([key]) => this.known.delete(key));
      return;
    } finally {
      missing.forEach(([key]) => this.asked.delete(key));
      if (this.asking?.signal.aborted) this.asking = undefined;
    }
    await this.ask();
  }
}
