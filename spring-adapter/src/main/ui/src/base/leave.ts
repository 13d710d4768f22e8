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

/**
 * Asks before something that was typed is lost: when the page is left, when a link of any element leads to another screen,
 * and when Back of the browser does.
 */
export class LeaveGuard implements ReactiveController {
  private asking = false;

  constructor(private readonly host: SluiceElement, private readonly leaving: Leaving) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeunload', this.onUnload);
    window.addEventListener('sluice-navigate', this.onNavigate, { capture: true });
    window.addEventListener('hashchange', this.onHash, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeunload', this.onUnload);
    window.removeEventListener('sluice-navigate', this.onNavigate, { capture: true });
    window.removeEventListener('hashchange', this.onHash, { capture: true });
  }

  /** Asks when something would be lost; true when the person wants to go, or nothing would be lost. */
  async mayLeave(): Promise<boolean> {
    if (!this.leaving.dirty()) return true;
    if (this.asking) return false;
    this.asking = true;
    const words = this.leaving.words();
    const dialog = new SluiceDialog();
    dialog.lang = this.host.lang;
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
      if (go) this.host.emit('sluice-navigate', to);
    });
  };

  private readonly onHash = (event: HashChangeEvent) => {
    if (!this.leaving.dirty() || this.leaving.within(screenOf(new URL(event.newURL).hash))) return;
    event.stopImmediatePropagation();
    history.pushState(null, '', event.oldURL);
    void this.mayLeave().then(go => {
      if (go) location.assign(event.newURL);
    });
  };
}
