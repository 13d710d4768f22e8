/** What is known of a question that is asked again whenever something changes. */
export type Asked<A> =
  | { state: 'NOTHING' }
  | { state: 'ASKING'; before?: A }
  | { state: 'ANSWERED'; answer: A }
  | { state: 'FAILED'; error: unknown; before?: A };

/**
 * Asks a little after the last change, and only the answer to the last question counts: whatever comes late is dropped,
 * and what is still under way is called off.
 */
export class Latest<Q, A> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;
  private question: Q | undefined;
  private known: A | undefined;

  constructor(
    private readonly ask: (question: Q, signal: AbortSignal) => Promise<A>,
    private readonly tell: (asked: Asked<A>) => void,
    private readonly delay = 300,
  ) {}

  /** Asks unless it is the same question as before. The answer to another one is no longer shown. */
  about(question: Q): void {
    if (JSON.stringify(question) === JSON.stringify(this.question)) {
      return;
    }
    this.stop();
    this.question = question;
    this.known = undefined;
    this.tell({ state: 'ASKING' });
    this.timer = setTimeout(() => void this.send(question), this.delay);
  }

  /** Asks the same question once more, at once; the answer so far stays until there is another. */
  again(): void {
    const question = this.question;
    if (question === undefined) {
      return;
    }
    this.stop();
    this.tell(this.with({ state: 'ASKING' }));
    void this.send(question);
  }

  forget(): void {
    this.stop();
    this.question = undefined;
    this.known = undefined;
    this.tell({ state: 'NOTHING' });
  }

  /** Calls off what is under way, without telling anybody. */
  stop(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    this.running = undefined;
  }

  private async send(question: Q): Promise<void> {
    const running = new AbortController();
    this.running = running;
    try {
      const answer = await this.ask(question, running.signal);
      if (!running.signal.aborted) {
        this.known = answer;
        this.tell({ state: 'ANSWERED', answer });
      }
    } catch (error) {
      if (!running.signal.aborted) {
        this.tell(this.with({ state: 'FAILED', error }));
      }
    }
  }

  private with<T extends Asked<A>>(asked: T): T {
    return this.known === undefined ? asked : { ...asked, before: this.known };
  }
}
