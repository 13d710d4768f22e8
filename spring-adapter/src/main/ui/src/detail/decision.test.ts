import { describe, expect, it } from 'vitest';
import type { Problem, PromotionDetail, Stage } from '../api/contract.js';
import { DecisionMachine, happened } from './decision.js';

const decided = (id: string, decision: 'APPROVE' | 'REJECT', at = '2026-11-23T10:00:00Z'): Stage['decided'][number] => ({
  person: { id, name: id }, decision, comment: '', at, roles: [],
});
const detail = (stages: Stage['decided'], more: Partial<PromotionDetail> = {}): PromotionDetail =>
  ({ subjectHash: 'abc', status: 'PENDING', stages: [{ name: 's', decided: stages }], ...more }) as PromotionDetail;
const problem = { code: 'directory.unavailable', retryable: true } as Problem;

describe('a decision', () => {
  const machine = () => {
    let keys = 0;
    return new DecisionMachine(() => 'key-' + ++keys);
  };

  it('is sent once, however often the button is pressed', () => {
    const decision = machine();

    expect(decision.begin({ comment: '' })).toBe('key-1');
    expect(decision.begin({ comment: '' })).toBeUndefined();

    decision.succeeded();

    expect(decision.begin({ comment: '' })).toBeUndefined();
  });

  it('is repeated with the key it had, since it may have arrived', () => {
    const decision = machine();
    decision.begin({ comment: 'fine' });
    decision.failed(problem);

    expect(decision.state).toEqual({ phase: 'editing', problem });
    expect(decision.begin({ comment: 'fine' })).toBe('key-1');
  });

  it('gets another key when something else is sent', () => {
    const decision = machine();
    decision.begin({ comment: 'fine' });
    decision.failed(problem);

    expect(decision.begin({ comment: 'very fine' })).toBe('key-2');
  });

  it('stops when somebody was faster, and can be sent again for what is there now', () => {
    const decision = machine();
    decision.begin({ comment: 'fine' });

    decision.conflicted(detail([]), detail([decided('tom', 'APPROVE')]), 'mia');

    expect(decision.state).toEqual({ phase: 'conflict', mine: false, subjectChanged: false });
    expect(decision.begin({ comment: 'fine' })).toBe('key-2');
  });

  it('knows its own first attempt again', () => {
    const decision = machine();
    decision.begin({ comment: 'fine' });

    decision.conflicted(detail([]), detail([decided('mia', 'APPROVE')]), 'mia');

    expect(decision.state).toEqual({ phase: 'conflict', mine: true, subjectChanged: false });
  });

  it('says when it would be about something else', () => {
    const decision = machine();
    decision.begin({});

    decision.conflicted(detail([]), detail([], { subjectHash: 'def' }), 'mia');

    expect(decision.state).toMatchObject({ phase: 'conflict', subjectChanged: true });
  });
});

describe('what somebody else did meanwhile', () => {
  it('is a rejection before all else', () => {
    const now = detail([decided('ann', 'APPROVE'), decided('tom', 'REJECT', '2026-11-23T10:01:00Z')], {
      status: 'REJECTED', endedAt: '2026-11-23T10:01:00Z',
    });

    expect(happened(detail([]), now)).toEqual({ kind: 'rejected', who: 'tom', at: '2026-11-23T10:01:00Z', status: 'REJECTED' });
  });

  it('is the withdrawal by the requester', () => {
    const now = detail([], { status: 'CANCELLED', endedAt: '2026-11-23T10:01:00Z', endedBy: { id: 'bob', name: 'Bob' } });

    expect(happened(detail([]), now)).toEqual({ kind: 'cancelled', who: 'Bob', at: '2026-11-23T10:01:00Z', status: 'CANCELLED' });
  });

  it('is the newest approval', () => {
    const before = detail([decided('ann', 'APPROVE')]);
    const now = detail([decided('ann', 'APPROVE'), decided('tom', 'APPROVE', '2026-11-23T10:01:00Z')]);

    expect(happened(before, now)).toMatchObject({ kind: 'approved', who: 'tom' });
  });

  it('is an end by time', () => {
    expect(happened(detail([]), detail([], { status: 'EXPIRED', endedAt: 'x' }))).toMatchObject({ kind: 'ended', status: 'EXPIRED' });
  });

  it('is some change where nobody decided', () => {
    expect(happened(detail([]), detail([]))).toEqual({ kind: 'changed', status: 'PENDING' });
  });
});
