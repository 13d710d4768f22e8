import type { SluiceElement } from '../base/index';

/** Arrow keys in a table: to the neighbouring cell, and there to its first control. */
export class CellKeys {
  constructor(private readonly host: SluiceElement) {}

  readonly onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const cell = (event.composedPath()[0] as Element).closest<HTMLElement>('td, tbody th');
    const row = cell?.closest('tr');
    if (!cell || !row) return;
    const cells = [...row.children] as HTMLElement[];
    const at = cells.indexOf(cell);
    const rtl = getComputedStyle(this.host).direction === 'rtl';
    const beside = (step: number) => cells[at + (rtl ? -step : step)];
    let next: Element | null | undefined;
    switch (event.key) {
      case 'ArrowRight': next = beside(1); break;
      case 'ArrowLeft': next = beside(-1); break;
      case 'ArrowDown': next = row.nextElementSibling?.children[at]; break;
      case 'ArrowUp': next = row.previousElementSibling?.children[at]; break;
      case 'Home': next = cells[0]; break;
      case 'End': next = cells[cells.length - 1]; break;
      default: return;
    }
    event.preventDefault();
    if (next) (next.querySelector<HTMLElement>('button, a') ?? next as HTMLElement).focus();
  };
}
