import { describe, expect, it } from 'vitest';
import { merge } from './merge';

interface Form { name: string; limits: { agents: string }; gateway?: string }
const base: Form = { name: 'Production', limits: { agents: '100' }, gateway: 'gw-eu' };

describe('What two people changed at the same time', () => {
  it('keeps mine and takes theirs where they touch different parts', () => {
    const merged = merge(base, { ...base, name: 'Prod EU' }, { ...base, limits: { agents: '50' } });

    expect(merged).toEqual({ draft: { name: 'Prod EU', limits: { agents: '50' }, gateway: 'gw-eu' }, taken: ['limits'], both: [] });
  });

  it('lets mine stand where both changed the same part, and says so', () => {
    const merged = merge(base, { ...base, name: 'Prod EU' }, { ...base, name: 'Live' });

    expect(merged.draft.name).toBe('Prod EU');
    expect(merged.both).toEqual(['name']);
  });

  it('has nothing to say where both wanted the same', () => {
    expect(merge(base, { ...base, name: 'Live' }, { ...base, name: 'Live' })).toMatchObject({ taken: [], both: [] });
  });

  it('takes over that a part is gone', () => {
    const { gateway: _gateway, ...without } = base;

    expect(merge<Form>(base, { ...base, name: 'Live' }, without).draft).not.toHaveProperty('gateway');
  });

  it('keeps a part that only I removed', () => {
    const { gateway: _gateway, ...without } = base;
    const merged = merge<Form>(base, without, base);

    expect(merged.draft).not.toHaveProperty('gateway');
    expect(merged.taken).toEqual([]);
  });
});
