export interface PollerOptions {
  /** Milliseconds between two refreshes. */
  every?: number;
  /** Milliseconds at most, after errors. */
  atMost?: number;
}

/**
 * Refreshes while somebody looks: not while the page is hidden, at once when it is shown again, and less often as long as
 * refreshing fails.
 */
export class Poller {
  private timer?: ReturnType<typeof setTimeout>;
  private failed = 0;
  private running = false;
  private busy = false;
  private readonly every: number;
  private readonly atMost: number;

  /** `refresh` tells whether it succeeded. */
  constructor(private readonly refresh: () => Promise<boolean>, options: PollerOptions = {}) {
    this.every = options.every ?? 15_000;
    this.atMost = options.atMost ?? 120_000;
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    document.addEventListener('visibilitychange', this.onVisibility);
    window.addEventListener('online', this.onReturn);
    this.plan();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.onVisibility);
    window.removeEventListener('online', this.onReturn);
  }

  /** What somebody did outside the poller has fetched it anew. */
  postpone(succeeded: boolean): void {
    this.failed = succeeded ? 0 : this.failed + 1;
    this.plan();
  }

  private readonly onVisibility = () => {
    if (document.visibilityState === 'visible') {
      void this.run();
    } else {
      clearTimeout(this.timer);
    }
  };

  private readonly onReturn = () => void this.run();

  private plan(): void {
    clearTimeout(this.timer);
    if (this.running && document.visibilityState !== 'hidden') {
      this.timer = setTimeout(() => void this.run(), Math.min(this.every * 2 ** this.failed, this.atMost));
    }
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.running || this.busy) return;
    this.busy = true;
    try {
      this.failed = await this.refresh() ? 0 : this.failed + 1;
    } finally {
      this.busy = false;
      this.plan();
    }
  }
}
