import { beforeEach, describe, expect, it } from 'vitest';
import type { PromotionDetail } from '../api/contract';
import { clock } from '../base/index';
import { NOW, promotionDetail, tom } from '../test/fixtures';
import { offline, problem, reply, serve, session, type Answers, type MockServer } from '../test/mock';
import { all, button, one, press, settle, show, text, type } from '../test/shown';
import './promotion-detail';

const PATH = '/organizations/acme/promotions/P-1043';
const decidedBy = (id: string, decision: 'APPROVE' | 'REJECT', changes: Partial<PromotionDetail> = {}): PromotionDetail => promotionDetail({
  etag: '4.9f2c11d07ab4.77', ...changes,
  stages: promotionDetail().stages.map(stage => ({
    ...stage, decided: [...stage.decided, { person: { id, name: id }, decision, comment: '', at: '2026-11-23T09:41:40Z', roles: [] }]
  }))
});
const rejected = decidedBy('lee.park', 'REJECT', { status: 'REJECTED', phase: 'ENDED', endedAt: '2026-11-23T09:41:40Z', actions: { COMMENT: { allowed: true } } });
const STALE = problem(412, 'precondition.failed', 'It changed', 'It changed meanwhile.');

describe('the page of a promotion', () => {
  let server: MockServer;
  const open = async (answers: Answers = {}) => {
    server = serve({ 'GET /session': session, [`GET ${PATH}`]: promotionDetail(), ...answers });
    return show('sluice-promotion-detail', { 'promotion-id': 'P-1043', lang: 'en' });
  };
  const textarea = () => one<HTMLTextAreaElement>('textarea');
  const dialogIsOpen = () => all('dialog').some(dialog => dialog.hasAttribute('open'));
  const confirm = async () => {
    one('#confirm').click();
    await settle();
  };

  beforeEach(() => clock.synchronize(NOW));

  it('takes one call, and no more until something comes near', async () => {
    await open();

    expect(server.asked.filter(asked => asked.path !== '/session').map(asked => asked.path)).toEqual([PATH]);
    expect(text()).toContain('checkout-service');
    expect(text()).toContain('Then the role release-managers is asked.');
  });

  it('keeps refused actions focusable and says why beside them', async () => {
    await open();
    const cancel = button('Cancel request');

    expect(cancel.getAttribute('aria-disabled')).toBe('true');
    expect(cancel.hasAttribute('disabled')).toBe(false);
    expect(one(`#${cancel.getAttribute('aria-describedby') ?? ''}`).textContent).toContain('Only Mia Chen, who asked for it, can cancel it');

    cancel.click();
    await settle();

    expect(dialogIsOpen()).toBe(false);
  });

  it('leaves out what is none of the person’s business', async () => {
    const actions = { APPROVE: { allowed: false, why: { code: 'forbidden', message: 'No right' } }, BYPASS: { allowed: false, why: { code: 'forbidden', message: 'No right' } } };
    await open({ [`GET ${PATH}`]: promotionDetail({ actions }) });

    expect(button('Approve').getAttribute('aria-disabled')).toBe('true');
    expect(() => button('Break glass')).toThrow();
  });

  it('shows what was not found in words', async () => {
    await open({ [`GET ${PATH}`]: problem(404, 'notFound', 'Not found', 'There is none.') });

    expect(text()).toContain('This promotion does not exist or is not visible to you.');
  });

  it('sends an approval once, however often one presses', async () => {
    await open({ [`POST ${PATH}/approve`]: () => new Promise(done => setTimeout(() => done(decidedBy(tom.id, 'APPROVE')))) });
    await press('Approve');
    await type(textarea(), ' Looks good ');
    one('#confirm').click();
    one('#confirm').click();
    await settle();

    const sent = server.calls(`POST ${PATH}/approve`);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toEqual({ subjectHash: '9f2c11d07ab4e8c1', comment: 'Looks good' });
    expect(sent[0]?.headers.get('if-match')).toBe('"3.9f2c11d07ab4.5e"');
    expect(sent[0]?.headers.get('x-csrf-token')).toBe('t-1');
    expect(dialogIsOpen()).toBe(false);
  });

  it('tells the host what was decided', async () => {
    const element = await open({ [`POST ${PATH}/approve`]: decidedBy(tom.id, 'APPROVE', { status: 'APPROVED', phase: 'QUEUED' }) });
    const told: string[] = [];
    element.addEventListener('sluice-decided', event => told.push(`${event.detail.decision} ${event.detail.promotion.id}`));
    await press('Approve');
    await confirm();

    expect(told).toEqual(['APPROVE P-1043']);
    expect(all('.note.good').map(note => note.textContent)).toEqual(['Approved.']);
  });

  it('repeats with the same key what may have arrived, and keeps what was typed', async () => {
    const answers: unknown[] = [offline, decidedBy(tom.id, 'APPROVE')];
    await open({ [`POST ${PATH}/approve`]: () => answers.shift() });
    await press('Approve');
    await type(textarea(), 'Fine');
    await confirm();

    expect(text()).toContain('No connection');
    expect(textarea().value).toBe('Fine');

    await confirm();

    const [first, second] = server.calls(`POST ${PATH}/approve`);
    expect(first?.headers.get('idempotency-key')).toBeTruthy();
    expect(second?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'));
    expect(dialogIsOpen()).toBe(false);
  });

  it('uses another key for another comment', async () => {
    const answers: unknown[] = [offline, decidedBy(tom.id, 'APPROVE')];
    await open({ [`POST ${PATH}/approve`]: () => answers.shift() });
    await press('Approve');
    await confirm();
    await type(textarea(), 'Fine');
    await confirm();

    const keys = server.calls(`POST ${PATH}/approve`).map(asked => asked.headers.get('idempotency-key'));
    expect(new Set(keys).size).toBe(2);
  });

  it('says who was faster, keeps what was typed, and shows what is there now', async () => {
    const seen = [promotionDetail(), rejected];
    await open({ [`GET ${PATH}`]: () => seen.shift() ?? rejected, [`POST ${PATH}/approve`]: STALE });
    await press('Approve');
    await type(textarea(), 'Looks good to me');
    await confirm();

    expect(text()).toContain('lee.park rejected this 20 sec. ago. Nothing was sent.');
    expect(textarea().value).toBe('Looks good to me');
    expect(textarea().readOnly).toBe(true);
    expect(all('#confirm')).toHaveLength(0);
    expect(text(one('sluice-promotion-detail'))).toContain('Rejected');
  });

  it('lets the person send again when somebody else only approved, with what is there now', async () => {
    const approved = decidedBy('lee.park', 'APPROVE');
    const seen = [promotionDetail(), approved];
    const answers: unknown[] = [STALE, decidedBy(tom.id, 'APPROVE')];
    await open({ [`GET ${PATH}`]: () => seen.shift() ?? approved, [`POST ${PATH}/approve`]: () => answers.shift() });
    await press('Approve');
    await type(textarea(), 'Me too');
    await confirm();

    expect(text()).toContain('lee.park approved this 20 sec. ago. Nothing was sent.');
    expect(textarea().value).toBe('Me too');

    await confirm();

    const [first, second] = server.calls(`POST ${PATH}/approve`);
    expect(second?.headers.get('if-match')).toBe('"4.9f2c11d07ab4.77"');
    expect(second?.headers.get('idempotency-key')).not.toBe(first?.headers.get('idempotency-key'));
    expect(dialogIsOpen()).toBe(false);
  });

  it('does not decide about something else than what was seen', async () => {
    const seen = [promotionDetail(), promotionDetail({ subjectHash: 'another', etag: '4.another.1' })];
    await open({ [`GET ${PATH}`]: () => seen.shift() ?? promotionDetail({ subjectHash: 'another', etag: '4.another.1' }), [`POST ${PATH}/approve`]: problem(409, 'approval.subjectChanged', 'Changed', 'Look again.') });
    await press('Approve');
    await confirm();

    expect(text()).toContain('What would be promoted is not what you saw.');
    expect(all('#confirm')).toHaveLength(0);
  });

  it('knows its own decision again when only the answer was lost', async () => {
    const mine = decidedBy(tom.id, 'APPROVE');
    const seen = [promotionDetail(), mine];
    await open({ [`GET ${PATH}`]: () => seen.shift() ?? mine, [`POST ${PATH}/approve`]: STALE });
    await press('Approve');
    await confirm();

    expect(dialogIsOpen()).toBe(false);
    expect(text()).toContain('Your decision had arrived with the first try.');
  });

  it('asks for a reason of ten characters before it rejects', async () => {
    await open({ [`POST ${PATH}/reject`]: rejected });
    await press('Reject');
    await type(textarea(), 'too short');
    await confirm();

    expect(server.calls(`POST ${PATH}/reject`)).toHaveLength(0);
    expect(text()).toContain('Give at least 10 characters.');
    expect(textarea().getAttribute('aria-invalid')).toBe('true');

    await type(textarea(), 'long enough now');

    expect(textarea().getAttribute('aria-invalid')).toBeNull();

    await confirm();

    expect(server.calls(`POST ${PATH}/reject`)[0]?.body).toEqual({ subjectHash: '9f2c11d07ab4e8c1', comment: 'long enough now' });
  });

  it('shows at the field what the server found wrong', async () => {
    await open({ [`POST ${PATH}/reject`]: problem(400, 'input.invalid', 'Wrong', 'Wrong.', { errors: [{ field: 'comment', code: 'text.control', message: 'No control characters' }] }) });
    await press('Reject');
    await type(textarea(), 'a reason that is long enough');
    await confirm();

    expect(one('#comment-wrong').textContent).toContain('No control characters');
    expect(dialogIsOpen()).toBe(true);
  });

  it('goes to the promotion that a rollback starts', async () => {
    const element = await open({
      [`GET ${PATH}`]: promotionDetail({ status: 'COMPLETED', phase: 'ENDED', actions: { ROLL_BACK: { allowed: true } }, change: { ...promotionDetail().change, rows: [] } }),
      [`POST ${PATH}/rollback`]: reply(201, promotionDetail({ id: 'P-2000', kind: 'ROLLBACK' }))
    });
    const went: unknown[] = [];
    element.addEventListener('sluice-navigate', event => went.push(event.detail));
    await press('Roll back');
    await type(textarea(), 'Broken');
    await confirm();

    expect(server.calls(`POST ${PATH}/rollback`)[0]?.body).toEqual({ reason: 'Broken' });
    expect(went).toEqual([{ screen: 'promotion', params: { promotion: 'P-2000' } }]);
  });

  it('shows the rollback itself where nobody navigates', async () => {
    await open({
      [`GET ${PATH}`]: promotionDetail({ actions: { ROLL_BACK: { allowed: true } }, change: { ...promotionDetail().change, rows: [] } }),
      [`POST ${PATH}/rollback`]: reply(201, promotionDetail({ id: 'P-2000', kind: 'ROLLBACK' })),
      'GET /organizations/acme/promotions/P-2000': promotionDetail({ id: 'P-2000', kind: 'ROLLBACK', reason: 'Put it back' })
    });
    await press('Roll back');
    await type(textarea(), 'Broken');
    await confirm();

    expect(text()).toContain('Put it back');
  });

  it('says what became of an action that shows nothing else', async () => {
    await open({ [`POST ${PATH}/remind`]: {} });
    await press('Remind');

    expect(text()).toContain('Tom Berg and Lee Park get a message now.');

    await confirm();

    expect(all('.note.good').map(note => note.textContent)).toEqual(['They were reminded.']);
  });

  it('says how far it is when it went on by itself', async () => {
    const seen = [promotionDetail(), promotionDetail({ status: 'APPROVED', phase: 'DEPLOYING', etag: '5.x.1' })];
    await open({ [`GET ${PATH}`]: () => seen.shift() });
    await press('Refresh');

    expect(all('[role=status]').map(each => each.textContent)).toContain('Applying');
  });

  it('shows comments, history and the verdict on its chain when they come near', async () => {
    const element = await open({
      [`GET ${PATH}/comments`]: { items: [{ id: 'c', author: tom, text: 'A word', masked: true, at: NOW }] },
      [`GET ${PATH}/chain`]: { intact: false, events: 9, problem: { seq: 4, reason: 'its hash differs' } },
      [`GET ${PATH}/events`]: { items: [{ seq: 1, type: 'promotion.requested', at: NOW, actor: tom, text: 'Tom asked', data: {}, hash: 'ab' }] }
    });
    for (const name of ['comments', 'history']) one<HTMLElement & { approach(): void }>(`sluice-promotion-${name}`, element.shadowRoot ?? document).approach();
    await settle();

    expect(text()).toContain('A word');
    expect(text()).toContain('A secret in it was replaced by ***.');
    expect(text()).toContain('Chain broken at event 4: its hash differs');
    expect(button('Export CSV').getAttribute('href')).toBe(`/api/v1${PATH}/events?format=csv`);
  });

  it('says to whom the history is open when it is closed to the person', async () => {
    const refused = problem(403, 'forbidden', 'You may not do this', 'It takes the permission AUDIT in Production.');
    const element = await open({ [`GET ${PATH}/events`]: refused, [`GET ${PATH}/chain`]: refused });
    one<HTMLElement & { approach(): void }>('sluice-promotion-history', element.shadowRoot ?? document).approach();
    await settle();

    expect(text()).toContain('The history is open to auditors. It takes the permission AUDIT in Production.');
    expect(() => button('Export CSV')).toThrow();
  });

  it('warns when the target moved, and leads to a new check', async () => {
    const element = await open({ [`GET ${PATH}`]: promotionDetail({ change: { ...promotionDetail().change, moved: { at: '2026-11-23T09:12:00Z', from: '2.7.3', to: '2.7.4' } } }) });
    const went: unknown[] = [];
    element.addEventListener('sluice-navigate', event => went.push(event.detail));

    expect(text()).toMatch(/Production was changed at .* \(2\.7\.3 → 2\.7\.4\)/);

    await press('Check again');

    expect(went).toEqual([{ screen: 'wizard', params: { artifact: 'service:checkout-service', version: '2.8.0', from: 'staging', to: 'prod', step: 'checks' } }]);
  });

  it('makes links of web addresses only', async () => {
    await open({ [`GET ${PATH}`]: promotionDetail({ issue: 'javascript:alert(1)', checks: [{ ...promotionDetail().checks[0]!, evidence: 'data:text/html,x' }] }) });

    expect(all('a').filter(link => /^(javascript|data):/.test(link.getAttribute('href') ?? ''))).toEqual([]);
    expect(text()).toContain('javascript:alert(1)');
  });

  it('compares with what was there before when it is over', async () => {
    await open({ [`GET ${PATH}`]: promotionDetail({ status: 'COMPLETED', phase: 'ENDED', endedAt: NOW }) });

    expect(text()).toContain('Before: 2.7.3');
    expect(text()).not.toContain('Now: 2.7.3');
  });

  it('speaks German', async () => {
    const element = await open();
    element.setAttribute('lang', 'de');
    await settle();

    expect(text()).toContain('Was sich ändert');
    expect(text()).toContain('Wer den Antrag gestellt oder die Version verfasst hat, zählt nicht.');
  });
});
