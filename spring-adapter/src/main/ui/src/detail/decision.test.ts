import { describe, expect, it } from 'vitest';
import type { Blocker, PromotionDetail, Stage } from '../api/contract';
import { arrived, Attempts, happened, neededAfterMine, seenPage, startAfter } from './decision';

const decided = (id: string, decision: 'APPROVE' | 'REJECT', at = '2026-11-23T10:00:00Z'): Stage['decided'][number] =>
  ({ person: { id, name: id }, decision, comment: '', at, roles: [] });
const detail = (decisions: Stage['decided'], more: Partial<PromotionDetail> = {}): PromotionDetail =>
  ({ subjectHash: 'abc', status: 'PENDING', stages: [{ name: 's', decided: decisions }], blockers: [], checks: [], time: { reminders: [] }, ...more }) as
    unknown as PromotionDetail;
const stage = (state: Stage['state'], ...rules: [number, number][]): Stage =>
  ({ name: 's', state, rules: rules.map(([given, required]) => ({ given, required })), decided: [], candidates: [] });
const blocker = (code: string, lifts: Blocker['lifts']): Blocker => ({ code, lifts, message: '', liftedBy: '', evidence: '', action: '' });

describe('a decision that is sent again', () => {
  it('keeps its key, since it may have arrived', () => {
    const attempts = new Attempts();
    const first = attempts.intentionFor({ comment: 'fine' });

    expect(attempts.intentionFor({ comment: 'fine' }).key).toBe(first.key);
  });

  it('gets another key when it says something else', () => {
    const attempts = new Attempts();
    const first = attempts.intentionFor({ comment: 'fine' });

    expect(attempts.intentionFor({ comment: 'very fine' }).key).not.toBe(first.key);
  });

  it('gets another key after it was refused for good', () => {
    const attempts = new Attempts();
    const first = attempts.intentionFor({});
    attempts.forget();

    expect(attempts.intentionFor({}).key).not.toBe(first.key);
  });

  it('is known again when the first try had arrived', () => {
    const before = seenPage(detail([]));

    expect(arrived(before, detail([decided('mia', 'APPROVE')]), 'mia', 'APPROVE')).toBe(true);
    expect(arrived(before, detail([decided('tom', 'APPROVE')]), 'mia', 'APPROVE')).toBe(false);
    expect(arrived(before, detail([decided('mia', 'REJECT')]), 'mia', 'APPROVE')).toBe(false);
  });
});

describe('what somebody else did meanwhile', () => {
  it('is a rejection before all else', () => {
    const now = detail([decided('ann', 'APPROVE'), decided('tom', 'REJECT', '2026-11-23T10:01:00Z')], {
      status: 'REJECTED', endedAt: '2026-11-23T10:01:00Z'
    });

    expect(happened(seenPage(detail([])), now)).toMatchObject({ kind: 'rejected', who: { id: 'tom' }, at: '2026-11-23T10:01:00Z' });
  });

  it('is the withdrawal by the requester', () => {
    const now = detail([], { status: 'CANCELLED', endedAt: '2026-11-23T10:01:00Z', endedBy: { id: 'bob', name: 'Bob' } });

    expect(happened(seenPage(detail([])), now)).toMatchObject({ kind: 'cancelled', who: { name: 'Bob' } });
  });

  it('is the newest approval', () => {
    const now = detail([decided('ann', 'APPROVE'), decided('tom', 'APPROVE', '2026-11-23T10:01:00Z')]);

    expect(happened(seenPage(detail([decided('ann', 'APPROVE')])), now)).toMatchObject({ kind: 'approved', who: { id: 'tom' } });
  });

  it('is an end by time', () => {
    expect(happened(seenPage(detail([])), detail([], { status: 'EXPIRED', endedAt: 'x' }))).toMatchObject({ kind: 'ended', status: 'EXPIRED' });
  });

  it('is some change where nobody decided', () => {
    expect(happened(seenPage(detail([])), detail([]))).toEqual({ kind: 'changed', status: 'PENDING' });
  });
});

describe('what follows an approval', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');

  it('is that others must approve, too, in this stage and in later ones', () => {
    expect(neededAfterMine(detail([], { stages: [stage('OPEN', [0, 2], [0, 1]), stage('WAITING', [0, 1])] }))).toBe(3);
    expect(neededAfterMine(detail([], { stages: [stage('MET', [2, 2]), stage('OPEN', [1, 2])] }))).toBe(0);
    expect(neededAfterMine(detail([], { stages: [stage('MET', [2, 2])] }))).toBeUndefined();
  });

  it('is the start at once when nothing else is missing', () => {
    expect(startAfter(detail([], { blockers: [blocker('approval.missing', 'BY_PEOPLE')] }), now)).toEqual({ kind: 'at-once' });
  });

  it('is the last of the times that must come', () => {
    const time = { reminders: [], notBefore: '2026-11-23T12:00:00Z', windowOpens: '2026-11-23T14:00:00Z' };

    expect(startAfter(detail([], { time }), now)).toEqual({ kind: 'window', at: '2026-11-23T14:00:00Z' });
    expect(startAfter(detail([], { time: { reminders: [], notBefore: '2026-11-23T09:00:00Z' } }), now)).toEqual({ kind: 'at-once' });
  });

  it('is left open when something else holds it back', () => {
    expect(startAfter(detail([], { blockers: [blocker('check.failed', 'BY_PEOPLE')] }), now)).toEqual({ kind: 'blocked' });
    expect(startAfter(detail([], { blockers: [blocker('target.busy', 'BY_ITSELF')] }), now)).toEqual({ kind: 'blocked' });
    expect(startAfter(detail([], { checks: [{ name: 'tests', state: 'RUNNING', summary: '', why: '' }] }), now)).toEqual({ kind: 'blocked' });
  });
});
