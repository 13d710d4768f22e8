import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Latest, type Asked } from './latest';

describe('The last question', () => {
  let told: Asked<string>[];
  let sent: { question: string; signal: AbortSignal; answer: (text: string) => void; fail: (error: Error) => void }[];
  let latest: Latest<string, string>;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    sent = [];
    latest = new Latest<string, string>(
      (question, signal) => new Promise((answer, fail) => sent.push({ question, signal, answer, fail })),
      (asked) => told.push(asked),
    );
  });
  afterEach(() => vi.useRealTimers());

  it('is asked once although much was typed', () => {
    ['a', 'ab', 'abc'].forEach((text) => latest.about(text));
    vi.advanceTimersByTime(300);

    expect(sent.map(({ question }) => question)).toEqual(['abc']);
  });

  it('wins over an answer that comes late', async () => {
    latest.about('first');
    vi.advanceTimersByTime(300);
    latest.about('second');
    vi.advanceTimersByTime(300);
    sent[1]!.answer('of the second');
    sent[0]!.answer('of the first');
    await vi.runAllTimersAsync();

    expect(told.at(-1)).toEqual({ state: 'ANSWERED', answer: 'of the second' });
    expect(sent[0]!.signal.aborted).toBe(true);
  });

  it('is not asked twice unless somebody wants it again', async () => {
    latest.about('same');
    vi.advanceTimersByTime(300);
    sent[0]!.answer('one');
    await vi.runAllTimersAsync();
    latest.about('same');
    vi.advanceTimersByTime(300);
    expect(sent).toHaveLength(1);

    latest.again();

    expect(told.at(-1)).toEqual({ state: 'ASKING', before: 'one' });
    expect(sent).toHaveLength(2);
  });

  it('keeps the answer so far when asking again fails', async () => {
    latest.about('same');
    vi.advanceTimersByTime(300);
    sent[0]!.answer('one');
    await vi.runAllTimersAsync();
    latest.again();
    const error = new Error('offline');
    sent[1]!.fail(error);
    await vi.runAllTimersAsync();

    expect(told.at(-1)).toEqual({ state: 'FAILED', error, before: 'one' });
  });

  it('tells nothing of what was called off', async () => {
    latest.about('gone');
    vi.advanceTimersByTime(300);
    latest.forget();
    sent[0]!.fail(new Error('aborted'));
    await vi.runAllTimersAsync();

    expect(told.at(-1)).toEqual({ state: 'NOTHING' });
  });
});
