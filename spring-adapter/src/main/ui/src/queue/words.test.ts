import { describe, expect, it } from 'vitest';
import type { QueueRow } from '../api/contract';
import { wordsOf, type SluiceElement } from '../base/index';
import { queue } from '../test/fixtures';
import { queueWords } from './messages';
import { checkWords, counted, emptyWords, initials, thenWords, whyWords } from './words';

const words = wordsOf(queueWords, 'en');
const row = (changes: Partial<QueueRow> = {}): QueueRow => ({ ...queue().items[0]!, ...changes });
const due = (onDue: NonNullable<QueueRow['task']>['onDue']) => row({ task: { id: 't', kind: 'APPROVAL', openedAt: '', assigned: [], onDue } });

describe('the words of a row', () => {
  it('count checks by how they ended', () => {
    expect(checkWords({ passed: 3, failed: 1, missing: 0 }, words)).toBe('3 checks passed, 1 failed');
    expect(checkWords({ passed: 0, failed: 0, missing: 2 }, words)).toBe('2 missing');
    expect(checkWords({ passed: 0, failed: 0, missing: 0 }, words)).toBe('No checks');
  });

  it('say what happens when nobody decides', () => {
    expect(thenWords(due({ action: 'ESCALATE', to: 'release-managers' }), words, 'en')).toBe('then escalates to release-managers');
    expect(thenWords(due({ action: 'EXTEND', by: 'P1DT12H' }), words, 'en')).toBe('then extended by 1 day 12 h');
    expect(thenWords(due({ action: 'EXPIRE' }), words, 'en')).toBe('then it expires');
    expect(thenWords(due(undefined), words, 'en')).toBeUndefined();
  });

  it('say why somebody else must decide', () => {
    const host = { locale: 'en', words: (catalogue: Parameters<typeof wordsOf>[0]) => wordsOf(catalogue, 'en') } as unknown as SluiceElement;
    const refused = (code: string, message = 'Needs group release-managers') => whyWords(host, row({ mayDecide: false, why: { code, message } }));

    expect(refused('approval.selfApproval')).toBe('You requested this, so someone else must approve');
    expect(refused('approval.alreadyDecided')).toBe('You have decided');
    expect(refused('approval.role')).toBe('Needs group release-managers');
    expect(whyWords(host, row())).toBeUndefined();
  });

  it('say when there are too many to count', () => {
    expect(counted(199, words)).toBe('199');
    expect(counted(200, words)).toBe('200 or more');
  });

  it('say what an empty list means', () => {
    expect(emptyWords({ tab: 'mine' }, false, words)).toBe('Nothing is waiting for you.');
    expect(emptyWords({ tab: 'mine', due: 'week' }, true, words)).toBe('Nothing fits these filters.');
  });

  it('make initials of any name', () => {
    expect(initials('Tom Berg')).toBe('TB');
    expect(initials('tom.berg')).toBe('TB');
    expect(initials('ÖZGE')).toBe('Ö');
    expect(initials('')).toBe('?');
  });
});
