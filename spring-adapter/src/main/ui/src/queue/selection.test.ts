import { describe, expect, it } from 'vitest';
import type { QueueRow } from '../api/contract';
import { chosen, kept, selectable, toggled, TOGETHER } from './selection';

const row = (id: string, target = 'prod', more: Partial<QueueRow> = {}): QueueRow =>
  ({ promotion: { id, target: { id: target } }, task: { kind: 'APPROVAL' }, mayDecide: true, ...more }) as QueueRow;

describe('rows to decide together', () => {
  const rows = [row('a'), row('b'), row('c', 'staging'), row('d', 'prod', { mayDecide: false })];

  it('all go to the same target', () => {
    const selected = new Set(['a']);

    expect(rows.map(each => selectable(each, rows, selected))).toEqual([true, true, false, false]);
    expect(rows.map(each => selectable(each, rows, new Set()))).toEqual([true, true, true, false]);
  });

  it('are approvals, no repairs', () => {
    const repair = row('r', 'prod', { task: { id: 't', kind: 'REPAIR', openedAt: '', assigned: [] } });

    expect(selectable(repair, [repair], new Set())).toBe(false);
  });

  it('are not more than can be sent at once', () => {
    const many = Array.from({ length: TOGETHER + 1 }, (_, i) => row('p' + i));
    const selected = new Set(many.slice(0, TOGETHER).map(each => each.promotion.id));

    expect(selectable(many[TOGETHER]!, many, selected)).toBe(false);
    expect(selectable(many[0]!, many, selected)).toBe(true);
  });

  it('are ticked and unticked', () => {
    expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b']);
    expect([...toggled(new Set(['a', 'b']), 'a')]).toEqual(['b']);
  });

  it('are decided once, although two stages ask at a time', () => {
    expect(chosen([row('a'), row('a'), row('b')], new Set(['a', 'b'])).map(each => each.promotion.id)).toEqual(['a', 'b']);
  });

  it('lose what was decided meanwhile', () => {
    expect([...kept(rows, new Set(['a', 'd', 'gone']))]).toEqual(['a']);
    expect(chosen(rows, new Set(['b', 'a'])).map(each => each.promotion.id)).toEqual(['a', 'b']);
  });
});
