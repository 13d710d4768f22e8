import type { ReactiveController } from 'lit';
import { SluiceDialog } from './dialog';
import type { SluiceElement } from './element';
import type { Navigation } from './events';
import { screenOf } from './routes';

export interface Leaving {
  /** Whether something would be lost now. */
  dirty: () => boolean;
  /** Lets it be lost: the person agreed. */
  discard: () => void;
  /** Whether a navigation stays within the screen, so that nothing is lost. */
  within: (to: Navigation) => boolean;
  words: () => { title: string; text: string; stay: string; go: string };
}

const guards = new Set<LeaveGuard>();

/**
 * Whether somebody has to be asked before the page goes to another address after the `#`; the address is the old one then.
 * For whoever shows screens by that address: listeners of one window run in the order in which they were added, so that a
 * guard alone comes too late.
 */
export function holdsBack(event: HashChangeEvent): boolean {
  return [...guards].some(guard => guard.holdsBack(event));
}

/**
 * Asks before something that was typed is lost: when the page is left, when a link of any element leads to another screen,
 * and when Back of the browser does.
 */
export class LeaveGuard implements ReactiveController {
  private asking = false;
  private seen?: Event;

  constructor(private readonly host: SluiceElement, private readonly leaving: Leaving) {
    host.addController(this);
  }

  hostConnected(): void {
    guards.add(this);
    window.addEventListener('beforeunload', this.onUnload);
    window.addEventListener('sluice-navigate', this.onNavigate, { capture: true });
    window.addEventListener('hashchange', this.onHash);
  }

  hostDisconnected(): void {
    guards.delete(this);
    window.removeEventListener('beforeunload', this.onUnload);
    window.removeEventListener('sluice-navigate', this.onNavigate, { capture: true });
    window.removeEventListener('hashchange', this.onHash);
  }

  /** Asks when something would be lost; true when the person wants to go, or nothing would be lost. */
  async mayLeave(): Promise<boolean> {
    if (!this.leaving.dirty()) return true;
    if (this.asking) return false;
    this.asking = true;
    const words = this.leaving.words();
    const dialog = new SluiceDialog();
    dialog.lang = this.host.locale;
    dialog.heading = words.title;
    dialog.confirm = words.go;
    dialog.cancelLabel = words.stay;
    dialog.danger = true;
    dialog.textContent = words.text;
    try {
      const go = await new Promise<boolean>(decide => {
        dialog.addEventListener('done', () => decide(true));
        dialog.addEventListener('dismiss', () => decide(false));
        this.host.renderRoot.append(dialog);
        dialog.open = true;
      });
      if (go) this.leaving.discard();
      return go;
    } finally {
      this.asking = false;
      // The focus goes back before the dialog is gone.
      await dialog.updateComplete;
      dialog.remove();
    }
  }

  private readonly onUnload = (event: BeforeUnloadEvent) => {
    if (this.leaving.dirty()) event.preventDefault();
  };

  private readonly onNavigate = (event: Event) => {
    const to = (event as CustomEvent<Navigation>).detail;
    if (this.leaving.within(to) || !this.leaving.dirty()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.mayLeave().then(go => {
      if (go) this.host.navigate(to);
    });
  };

  private readonly onHash = (event: HashChangeEvent) => void this.holdsBack(event);

  holdsBack(event: HashChangeEvent): boolean {
    if (this.seen === event) return true;
    if (!this.leaving.dirty() || this.leaving.within(screenOf(new URL(event.newURL).hash))) return false;
    this.seen = event;
    event.stopImmediatePropagation();
    history.pushState(null, '', event.oldURL);
    void this.mayLeave().then(go => {
      if (go) location.assign(event.newURL);
    });
    return true;
  }
}
