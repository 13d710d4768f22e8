import { describe, expect, it } from 'vitest';
import type { Change, PromotionDetail } from '../api/contract';
import { asJson, count, earlierVersion, keysOf, rowsOf } from './changes';

const change: Change = {
  before: { version: '2.7.3', digest: 'sha256:aa' },
  after: { version: '2.8.0', digest: 'sha256:bb' },
  rows: [
    { key: 'prompt', effect: 'CHANGED', before: 'a', after: 'b' },
    { key: 'model', effect: 'SAME', before: 'm', after: 'm' },
    { key: 'gateway.url', effect: 'KEPT', before: 'https://prod' },
    { key: 'api.key', effect: 'ADDED', after: 'sha256:12', secret: true }
  ]
};

describe('what changes', () => {
  it('shows only differences at first, by key', () => {
    expect(rowsOf(change, 'differences').map(row => row.key)).toEqual(['api.key', 'prompt']);
  });

  it('shows everything when asked, what is kept too', () => {
    expect(rowsOf(change, 'all').map(row => row.key)).toEqual(['api.key', 'gateway.url', 'model', 'prompt']);
  });

  it('counts each effect', () => {
    expect(count(change, 'KEPT')).toBe(1);
    expect(count(change, 'REMOVED')).toBe(0);
  });

  it('reads as JSON', () => {
    const json = JSON.parse(asJson(change)) as { changes: Record<string, unknown>; before: unknown };

    expect(json.before).toEqual({ version: '2.7.3', digest: 'sha256:aa' });
    expect(json.changes['gateway.url']).toEqual({ effect: 'KEPT', before: 'https://prod' });
    expect(json.changes['api.key']).toEqual({ effect: 'ADDED', after: 'sha256:12' });
  });

  it('names the keys of an effect', () => {
    expect(keysOf(change, 'ADDED', 'CHANGED')).toEqual(['api.key', 'prompt']);
  });

  it('tells what a rollback would put back', () => {
    const completed = { version: '2.8.0', change } as PromotionDetail;

    expect(earlierVersion(completed)).toBe('2.7.3');
    expect(earlierVersion({ ...completed, version: '2.7.3', restores: '2.7.1' })).toBe('2.7.1');
    expect(earlierVersion({ ...completed, change: { ...change, before: undefined } })).toBeUndefined();
  });
});
