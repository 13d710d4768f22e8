import { describe, expect, it } from 'vitest';
import { wordsOf } from '../base/index';
import { promotionDetail, mia, tom } from '../test/fixtures';
import { actionWords } from './action-messages';
import { bypassStep, problemsOf, questionOf, type QuestionKind, type Values } from './questions';

const words = wordsOf(actionWords, 'en');
const ask = (kind: QuestionKind, changes = {}, me = tom.id) =>
  questionOf(kind, { detail: promotionDetail(changes), words, locale: 'en', me, subjectHash: 'seen' });
const typed = (text: Record<string, string>, people: string[] = []): Values => ({ text, people });
const NOW = Date.parse('2026-11-23T09:42:00Z');
const wrong = (kind: QuestionKind, values: Values, changes = {}) => problemsOf(ask(kind, changes).asks(values), values, words, NOW).map(each => each.message);
const bypass = (state: string, toReview = false) => ({
  bypass: { id: 'b', reason: 'Shop is down', state, requestedBy: mia, validUntil: '2026-11-23T10:00:00Z', toReview }
});

describe('what a dialog asks', () => {
  it('tells who approves last that it starts at once', () => {
    const question = ask('APPROVE');

    expect(question.heading).toBe('Approve checkout-service 2.8.0 for Production?');
    expect(question.text).toEqual(['Yours is the last approval: it starts at once.']);
  });

  it('tells who approves that others must, too', () => {
    const stages = promotionDetail().stages.map(stage => ({ ...stage, rules: [{ roles: ['a'], required: 3, given: 1 }] }));

    expect(ask('APPROVE', { stages }).text).toEqual(['1 more approval is needed after yours.']);
  });

  it('sends what the person saw, and a comment only when there is one', () => {
    expect(ask('APPROVE').body(typed({ comment: '' }))).toEqual({ subjectHash: 'seen' });
    expect(ask('APPROVE').body(typed({ comment: 'fine' }))).toEqual({ subjectHash: 'seen', comment: 'fine' });
  });

  it('gives up only with a reason, and says what went wrong', () => {
    const incidents = [{ id: 'i', step: 'Deploy', message: 'Connection refused', since: '2026-11-23T09:20:00Z' }];
    const question = ask('GIVE_UP', { incidents });

    expect(question.text).toEqual(['Deploy: Connection refused']);
    expect(question.path).toBe('/give-up');
    expect(question.body(typed({ reason: 'nobody mends it' }))).toEqual({ reason: 'nobody mends it' });
    expect(wrong('GIVE_UP', typed({ reason: ' ' }), { incidents })).toHaveLength(1);
  });

  it('wants ten characters for a rejection, counting what one can see', () => {
    expect(ask('REJECT').text).toEqual(['The request ends; Mia Chen is told your reason.']);
    expect(wrong('REJECT', typed({ comment: '   too short   ' }))).toEqual(['Give at least 10 characters.']);
    expect(wrong('REJECT', typed({ comment: 'long enough' }))).toEqual([]);
  });

  it('speaks of your request to its requester only, and says what is lost', () => {
    expect(ask('CANCEL', {}, mia.id)).toMatchObject({ heading: 'Cancel your request?', text: ['1 approval given so far is lost.'] });
    expect(ask('CANCEL').heading).toBe('Cancel the request for checkout-service 2.8.0 into Production?');
  });

  it('wants the name of a protected workspace typed when going back loses settings', () => {
    const question = ask('ROLL_BACK');

    expect(question.heading).toBe('Put 2.7.3 back into Production?');
    expect(question.text).toEqual([
      'This starts a new promotion (2.8.0 → 2.7.3) under the rollback policy of Production.',
      'Changes made in 2.8.0: 4 settings, legacy.redirect, payment.key, payment.retry, payment.timeout.'
    ]);
    expect(question.warning).toContain('payment.retry');
    expect(wrong('ROLL_BACK', typed({ reason: 'Broken', typed: 'production' }))).toEqual(['This is not “Production”.']);
    expect(wrong('ROLL_BACK', typed({ reason: 'Broken', typed: 'Production' }))).toEqual([]);
  });

  it('does not want it typed elsewhere', () => {
    const unprotected = { target: { ...promotionDetail().target, protected: false } };
    const harmless = { change: { ...promotionDetail().change, rows: [] } };

    expect(wrong('ROLL_BACK', typed({ reason: 'Broken' }), unprotected)).toEqual([]);
    expect(wrong('ROLL_BACK', typed({ reason: 'Broken' }), harmless)).toEqual([]);
  });

  it('takes no start that has passed, and none means as soon as possible', () => {
    expect(wrong('RESCHEDULE', typed({ notBefore: '2020-01-01T00:00' }))).toEqual(['This time has passed.']);
    expect(ask('RESCHEDULE').body(typed({ notBefore: '' }))).toEqual({});
    expect(ask('RESCHEDULE').body(typed({ notBefore: '2026-12-01T08:00' }))).toEqual({ notBefore: new Date('2026-12-01T08:00').toISOString() });
  });

  it('declares, confirms and reviews an emergency one after the other', () => {
    expect(bypassStep(promotionDetail())).toBe('BYPASS');
    expect(bypassStep(promotionDetail(bypass('REQUESTED')))).toBe('BYPASS_CONFIRM');
    expect(bypassStep(promotionDetail(bypass('USED', true)))).toBe('BYPASS_REVIEW');
    expect(bypassStep(promotionDetail(bypass('VOID')))).toBe('BYPASS');
    expect(wrong('BYPASS', typed({ reason: 'shop down' }))).toEqual(['Give at least 20 characters.']);
    expect(wrong('BYPASS_REVIEW', typed({ comment: 'ok' }))).toEqual(['Choose one.']);
    expect(ask('BYPASS_REVIEW').body(typed({ justified: 'false', comment: 'No' }))).toEqual({ justified: false, comment: 'No' });
  });

  it('asks certain people of those who could decide', () => {
    expect(wrong('ASSIGN', typed({ reason: 'On call' }, ['somebody.else']))).toEqual(['Choose at least one person.']);
    expect(ask('ASSIGN').body(typed({ reason: 'On call' }, ['tom.berg']))).toEqual({ stage: 'release', persons: ['tom.berg'], reason: 'On call' });
  });

  it('extends by a length and a reason', () => {
    expect(ask('EXTEND_DEADLINE').body(typed({ by: 'P2D', reason: 'Holiday' }))).toEqual({ by: 'P2D', reason: 'Holiday' });
    expect(wrong('EXTEND_DEADLINE', typed({ by: 'P2D', reason: ' ' }))).toEqual(['Fill this in.']);
  });
});
