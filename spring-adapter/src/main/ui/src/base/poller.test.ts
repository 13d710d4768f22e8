import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Poller } from './poller';

let visible: DocumentVisibilityState = 'visible';
const show = (state: DocumentVisibilityState) => {
  visible = state;
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('the poller', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    visible = 'visible';
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible);
  });
  afterEach(() => vi.useRealTimers());

  const polling = (succeeds: () => boolean = () => true) => {
    let times = 0;
    const poller = new Poller(() => {
      times++;
      return Promise.resolve(succeeds());
    });
    poller.start();
    return { poller, times: () => times };
  };

  test('refreshes every 15 seconds', async () => {
    const { poller, times } = polling();

    await vi.advanceTimersByTimeAsync(46_000);

    expect(times()).toBe(3);
    poller.stop();
  });

  test('rests while nobody looks and refreshes at once when somebody does', async () => {
    const { poller, times } = polling();

    show('hidden');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(times()).toBe(0);
    show('visible');
    await vi.advanceTimersByTimeAsync(0);

    expect(times()).toBe(1);
    poller.stop();
  });

  test('refreshes less often as long as it fails, and as often as before once it succeeds', async () => {
    let works = false;
    const { poller, times } = polling(() => works);

    await vi.advanceTimersByTimeAsync(15_000 + 30_000 + 60_000 + 120_000 + 120_000);
    expect(times()).toBe(5);
    works = true;
    await vi.advanceTimersByTimeAsync(120_000 + 15_000);

    expect(times()).toBe(7);
    poller.stop();
  });

  test('refreshes at once when the connection is back', async () => {
    const { poller, times } = polling();

    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);

    expect(times()).toBe(1);
    poller.stop();
  });

  test('does nothing any more once stopped', async () => {
    const { poller, times } = polling();

    poller.stop();
    show('visible');
    await vi.advanceTimersByTimeAsync(60_000);

    expect(times()).toBe(0);
  });
});
