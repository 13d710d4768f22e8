import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { SluiceElement } from './element';
import { Failure } from './failure';
import { timeOfDay } from './format';
import { common } from './messages';
import { failureBox, loading } from './parts';
import { Poller } from './poller';

export interface ResourceOptions {
  /** Refresh every 15 s while visible; on unless told. */
  poll?: boolean;
  /** What another path means: `keep` shows the old value until the new one is there (filters), `drop` does not. */
  onChange?: 'keep' | 'drop';
  /** Called with each new value, before it is shown. */
  accept?: (value: unknown) => void;
}

/** Something of the server that a screen shows: loaded, refreshed while visible, and kept when a refresh fails. */
export class Resource<T> implements ReactiveController {
  value?: T;
  etag = '';
  failure?: Failure;
  updatedAt?: number;
  /** A load that somebody asked for is under way. */
  loading = false;
  private path?: string;
  private current?: AbortController;
  private readonly poller: Poller;

  /** `path` within the organization; undefined means that there is nothing to load yet. */
  constructor(private readonly host: SluiceElement, private readonly wanted: () => string | undefined,
    private readonly how: ResourceOptions = {}) {
    this.poller = new Poller(() => this.fetch());
    host.addController(this);
  }

  hostConnected(): void {
    if (this.how.poll !== false) this.poller.start();
    window.addEventListener('offline', this.onOffline);
    window.addEventListener('online', this.onOffline);
  }

  hostDisconnected(): void {
    this.poller.stop();
    this.current?.abort();
    this.path = undefined;
    window.removeEventListener('offline', this.onOffline);
    window.removeEventListener('online', this.onOffline);
  }

  hostUpdate(): void {
    const path = this.wanted();
    if (path === this.path) return;
    this.path = path;
    if (this.how.onChange !== 'keep') {
      this.value = undefined;
      this.etag = '';
    }
    this.failure = undefined;
    if (path !== undefined) void this.reload();
  }

  /** Loads anew now; never throws, see `failure`. */
  async reload(): Promise<void> {
    this.loading = true;
    this.host.requestUpdate();
    const succeeded = await this.fetch();
    this.poller.postpone(succeeded);
  }

  /** Takes what the answer to a write showed. */
  set(value: T, etag = ''): void {
    this.current?.abort();
    this.take(value, etag);
    this.poller.postpone(true);
  }

  /** What is there; a skeleton, or why there is nothing. A failed refresh leaves what was shown, with a note above it. */
  view(render: (value: T) => unknown, words: { loading: string; missing?: string }): TemplateResult {
    const offline = !navigator.onLine || this.failure?.kind === 'offline';
    const banner = offline && this.value !== undefined
      ? html`<p class="note warn" role="status" part="offline">${this.host.words(common).offline}</p>` : nothing;
    if (this.value === undefined) {
      return this.failure && !this.loading
        ? failureBox(this.host, this.failure, { retry: () => void this.reload(), missing: words.missing })
        : this.path === undefined ? html`` : loading(words.loading);
    }
    const note = this.failure && this.failure.kind !== 'offline'
      ? failureBox(this.host, this.failure, { retry: () => void this.reload(), missing: words.missing }) : nothing;
    return html`${banner}${note}${render(this.value)}`;
  }

  /** "Updated 10:42 · Refresh". */
  refreshLine(): TemplateResult {
    const words = this.host.words(common);
    const time = this.updatedAt === undefined ? undefined : timeOfDay(this.updatedAt, this.host.locale);
    return html`<p class="muted small refresh" part="refresh">
      ${time === undefined ? nothing : html`<span>${this.failure ? words.notUpdated(time) : words.updated(time)}</span> · `}<button
        class="link" type="button" aria-busy=${this.loading ? 'true' : 'false'} @click=${() => this.reload()}>${words.refresh}</button>
    </p>`;
  }

  /** The banner comes and goes with the connection. */
  private readonly onOffline = () => this.host.requestUpdate();

  /** Whether it succeeded. */
  private async fetch(): Promise<boolean> {
    const path = this.path;
    if (path === undefined) return true;
    this.current?.abort();
    const call = new AbortController();
    this.current = call;
    try {
      const answer = await this.host.read<T>(path, { signal: call.signal });
      if (call.signal.aborted || path !== this.path) return true;
      this.take(answer.value, answer.etag);
      return true;
    } catch (error) {
      if (call.signal.aborted || path !== this.path) return true;
      this.failure = Failure.of(error);
      this.loading = false;
      this.host.requestUpdate();
      return false;
    }
  }

  private take(value: T, etag: string): void {
    this.how.accept?.(value);
    this.value = value;
    this.etag = etag;
    this.failure = undefined;
    this.loading = false;
    this.updatedAt = Date.now();
    this.host.requestUpdate();
  }
}
