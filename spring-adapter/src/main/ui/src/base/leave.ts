import type { ReactiveController } from 'lit';
import { SluiceDialog } from './dialog';
import type { SluiceElement } from './element';
import type { Navigation } from './events';

export interface LeaveWords {
  title: string;
  text: string;
  stay: string;
  go: string;
}

/**
 * Asks before something that was typed is lost: when the page is left, when a link of any element leads to another screen,
 * and when Back of the browser does.
 */
export class LeaveGuard implements ReactiveController {
  private passing = false;
  private asking = false;
  private address = '';

  /**
   * @param dirty whether something would be lost now
   * @param own whether a navigation stays within the screen, so that nothing is lost
   */
  constructor(private readonly host: SluiceElement, private readonly dirty: () => boolean, private readonly words: () => LeaveWords,
    private readonly own: (to: Navigation) => boolean = () => false) {
    host.addController(this);
  }

  hostConnected(): void {
    this.address = location.href;
    window.addEventListener('beforeunload', this.onUnload);
    window.addEventListener('sluice-navigate', this.onNavigate, { capture: true });
    window.addEventListener('hashchange', this.onHash, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeunload', this.onUnload);
    window.removeEventListener('sluice-navigate', this.onNavigate, { capture: true });
    window.removeEventListener('hashchange', this.onHash, { capture: true });
  }

  hostUpdated(): void {
    if (!this.asking) this.address = location.href;
  }

  /** Asks when something would be lost; true when the person wants to go, or nothing would be lost. */
  async mayLeave(): Promise<boolean> {
    if (!this.dirty()) return true;
    if (this.asking) return false;
    this.asking = true;
    const words = this.words();
    const dialog = new SluiceDialog();
    dialog.lang = this.host.lang;
    dialog.heading = words.title;
    dialog.confirm = words.go;
    dialog.cancelLabel = words.stay;
    dialog.danger = true;
    dialog.textContent = words.text;
    try {
      return await new Promise<boolean>(decide => {
        dialog.addEventListener('done', () => decide(true));
        dialog.addEventListener('dismiss', () => decide(false));
        this.host.renderRoot.append(dialog);
        dialog.open = true;
      });
    } finally {
      this.asking = false;
      // The focus goes back before the dialog is gone.
      await dialog.updateComplete;
      dialog.remove();
    }
  }

  /** Does something that leaves the screen, without asking. */
  pass(leave: () => void): void {
    this.passing = true;
    try {
      leave();
    } finally {
      // Changes of the hash are told a little later.
      setTimeout(() => (this.passing = false));
    }
  }

  private readonly onUnload = (event: BeforeUnloadEvent) => {
    if (this.dirty() && !this.passing) event.preventDefault();
  };

  private readonly onNavigate = (event: Event) => {
    const to = (event as CustomEvent<Navigation>).detail;
    if (this.passing || this.own(to) || !this.dirty()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.mayLeave().then(go => {
      if (go) this.pass(() => this.host.emit('sluice-navigate', to));
    });
  };

  private readonly onHash = (event: HashChangeEvent) => {
    const here = this.address;
    if (this.passing || !this.dirty() || event.newURL === here) return;
    event.stopImmediatePropagation();
    const there = event.newURL;
    history.pushState(null, '', here);
    void this.mayLeave().then(go => {
      if (go) this.pass(() => location.assign(there));
    });
  };
}
