import type { Page } from '../api/contract';
import { Failure, type SluiceElement } from '../base/index';

/** So many empty pages are passed over until somebody has to ask for more. */
const EMPTY_PAGES = 10;

/**
 * A list that the server gives page by page: the first one comes from a resource, which refreshes itself, further ones when
 * somebody wants more. A new first page brings as many pages along as were shown.
 */
export class Pages<T> {
  items: readonly T[] = [];
  next?: string;
  private loads = 0;
  failure?: Failure;
  private first?: Page<T>;
  private list = '';
  private shown = 1;

  constructor(private readonly host: SluiceElement) {}

  get loading(): boolean {
    return this.loads > 0;
  }

  /** @param list address of the first page */
  take(first: Page<T>, list: string): void {
    if (first === this.first && list === this.list) return;
    const further = list === this.list ? this.shown - 1 : 0;
    this.first = first;
    this.list = list;
    this.failure = undefined;
    if (further === 0) {
      this.show([...first.items], first.next, 1);
    } else {
      void this.load([...first.items], first.next, further, 1);
    }
  }

  async more(): Promise<void> {
    if (this.loading || !this.next) return;
    await this.load([...this.items], this.next, 1, this.shown);
  }

  private async load(items: T[], next: string | undefined, further: number, shown: number): Promise<void> {
    const first = this.first;
    this.loads++;
    this.host.requestUpdate();
    try {
      for (let page = 0; page < further && next; page++) {
        const { value }: { value: Page<T> } = await this.host.read<Page<T>>(this.address(next));
        items.push(...value.items);
        next = value.next;
        shown++;
      }
      // A newer first page has come meanwhile, and brings its own along.
      if (first === this.first) this.show(items, next, shown);
    } catch (error) {
      if (first === this.first) this.failure = Failure.of(error);
    } finally {
      this.loads--;
      this.host.requestUpdate();
    }
  }

  private address(cursor: string): string {
    return `${this.list}${this.list.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
  }

  private show(items: T[], next: string | undefined, shown: number): void {
    this.items = items;
    this.next = next;
    this.shown = shown;
    this.host.requestUpdate();
    // A page may be empty although others are not: what the caller may not see, or does not want, is left out of it.
    if (items.length === 0 && next && shown < EMPTY_PAGES) void this.load([], next, 1, shown);
  }
}
