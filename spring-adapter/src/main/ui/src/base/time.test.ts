import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clock } from './clock';
import './time';
import type { SluiceCountdown } from './time';

describe('a countdown', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:00Z') });
    clock.synchronize('2026-11-23T09:00:00Z');
  });
  afterEach(() => vi.useRealTimers());

  const countdown = async (due: string) => {
    const element = document.createElement('sluice-countdown') as SluiceCountdown;
    element.due = due;
    document.body.append(element);
    await element.updateComplete;
    return element;
  };
  const said = (element: SluiceCountdown) => element.renderRoot.querySelector('[role=status]')!.textContent;
  const pass = async (element: SluiceCountdown, milliseconds: number) => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await element.updateComplete;
  };

  test('counts, warns and is overdue', async () => {
    const element = await countdown('2026-11-23T14:30:00Z');
    const shown = () => element.renderRoot.querySelector('time')!;
    expect([shown().textContent, shown().className]).toEqual(['5 h 30 min left', '']);

    await pass(element, 2 * 3_600_000);
    expect([shown().textContent, shown().className]).toEqual(['3 h 30 min left', 'warn']);
    await pass(element, 4 * 3_600_000);

    expect(shown().textContent).toBe('⚠ overdue by 30 min');
    expect(shown().className).toBe('bad');
  });

  test('says something only one hour before, ten minutes before and when it is due', async () => {
    const element = await countdown('2026-11-23T10:30:00Z');
    expect(said(element)).toBe('');

    await pass(element, 20 * 60_000);
    expect(said(element)).toBe('');
    await pass(element, 10 * 60_000);
    expect(said(element)).toBe('Due in 1 h');
    await pass(element, 50 * 60_000);
    expect(said(element)).toBe('Due in 10 min');
    await pass(element, 11 * 60_000);
    expect(said(element)).toBe('It is due now');
  });

  test('goes by the clock of the server', async () => {
    clock.synchronize('2026-11-23T12:00:00Z');

    const element = await countdown('2026-11-23T13:00:00Z');

    expect(element.renderRoot.querySelector('time')!.textContent).toBe('1 h left');
  });
});
