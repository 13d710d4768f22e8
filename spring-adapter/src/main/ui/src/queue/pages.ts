import type { Page } from '../api/contract';
import { Failure, type SluiceElement } from '../base/index';

/**
 * A list that the server gives page by page: the first one comes from a resource, which refreshes itself, further ones when
 * somebody wants more. A new first page brings as many pages along as were shown.
 */
export class Pages<T> {
  items: readonly T[] = [];
  next?: string;
  loading = false;
  failure?: Failure;
  private first?: Page<T>;
  private list = '';
  private shown = 1;

  constructor(private readonly host: SluiceElement) {}

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
    this.loading = true;
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
      this.loading = false;
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
  }
}
