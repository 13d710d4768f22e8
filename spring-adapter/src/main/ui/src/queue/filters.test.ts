import { describe, expect, it } from 'vitest';
import { filtered, fromHash, toHash, toQuery } from './filters';

describe('filters of the queue', () => {
  it('begin with what waits for me', () => {
    expect(fromHash('')).toEqual({ tab: 'mine' });
    expect(fromHash('#/queue')).toEqual({ tab: 'mine' });
  });

  it('come back from the hash as they went in', () => {
    const filters = { tab: 'open', workspace: 'prod', artifact: 'AGENT:check out/ü', requester: 'mia', due: 'today' } as const;

    expect(fromHash(toHash('#/queue', filters))).toEqual(filters);
  });

  it('leave the route and the parameters of the host alone', () => {
    const hash = toHash('#/queue?theme=dark&tab=done', { tab: 'open' });

    expect(hash).toBe('#/queue?theme=dark&tab=open');
    expect(toHash(hash, { tab: 'mine' })).toBe('#/queue?theme=dark');
  });

  it('leave an address without filters as it is', () => {
    expect(toHash('', { tab: 'mine' })).toBe('');
    expect(toHash('#help', { tab: 'mine' })).toBe('#help');
    expect(toHash('', { tab: 'done' })).toBe('#?tab=done');
  });

  it('pass over what nobody offers', () => {
    expect(fromHash('#/queue?tab=everything&due=never&workspace=%20')).toEqual({ tab: 'mine' });
  });

  it('are sent with the request', () => {
    expect(toQuery({ tab: 'open', due: 'overdue' }, 50).toString()).toBe('tab=open&due=overdue&limit=50');
  });

  it('count as filters only beside the tab', () => {
    expect(filtered({ tab: 'done' })).toBe(false);
    expect(filtered({ tab: 'mine', due: 'week' })).toBe(true);
  });
});
