import { describe, expect, it } from 'vitest';
import type { Change } from '../api/contract';
import { asJson, count, losesData, rowsOf } from './changes';

const change: Change = {
  before: { version: '2.7.3', digest: 'sha256:aa' },
  after: { version: '2.8.0', digest: 'sha256:bb' },
  rows: [
    { key: 'prompt', effect: 'CHANGED', before: 'a', after: 'b' },
    { key: 'model', effect: 'SAME', before: 'm', after: 'm' },
    { key: 'gateway.url', effect: 'KEPT', before: 'https://prod' },
    { key: 'api.key', effect: 'ADDED', after: 'sha256:12', secret: true },
  ],
};

describe('what changes', () => {
  it('shows only differences at first, by key', () => {
    expect(rowsOf(change, 'differences').map((row) => row.key)).toEqual(['api.key', 'prompt']);
  });

  it('shows everything when asked, what is kept too', () => {
    expect(rowsOf(change, 'all').map((row) => row.key)).toEqual(['api.key', 'gateway.url', 'model', 'prompt']);
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

  it('loses data when a setting is taken away', () => {
    expect(losesData(change)).toBe(false);
    expect(losesData({ ...change, rows: [{ key: 'k', effect: 'REMOVED', before: 'x' }] })).toBe(true);
  });
});
