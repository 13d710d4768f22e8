import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Queue, QueueRow } from '../api/contract';
import { clock } from '../base/index';
import { NOW, promotion, promotionDetail, queue } from '../test/fixtures';
import { problem, serve, session, type Answers, type Asked, type MockServer } from '../test/mock';
import { all, button, one, press, settle, show, text, type } from '../test/shown';
import './approval-queue';

const QUEUE = '/organizations/acme/queue';
const first = queue().items[0]!;
const row = (id: string, changes: Partial<QueueRow> = {}): QueueRow => ({ ...first, promotion: promotion({ id, artifact: { kind: 'service', id: `service-${id}` } }), ...changes });

describe('the approval queue', () => {
  let server: MockServer;
  const open = async (answers: Answers = {}, attributes: Record<string, string> = {}) => {
    server = serve({
      'GET /session': session, [`GET ${QUEUE}`]: queue(), 'GET /organizations/*/promotions/*': (asked: Asked) => promotionDetail({ id: asked.path.split('/').at(-1) }), ...answers
    });
    return show('sluice-approval-queue', { lang: 'en', ...attributes });
  };
  const asked = () => server.calls(`GET ${QUEUE}`).map(each => each.query.toString());
  const key = async (element: HTMLElement, name: string) => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }));
    await settle();
  };
  const tick = async (at: number) => {
    const box = all<HTMLInputElement>('input.tick, .tick input')[at]!;
    box.checked = !box.checked;
    box.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
  };

  beforeEach(() => clock.synchronize(NOW));
  afterEach(() => history.replaceState(null, '', '#'));

  it('shows what waits for the person, in one call', async () => {
    await open();

    expect(server.asked.filter(each => each.path !== '/session').map(each => each.path)).toEqual([QUEUE]);
    expect(text()).toContain('For me (2)');
    expect(text()).toContain('All open (5)');
    expect(text()).toContain('then escalates to release-managers');
    expect(text()).toContain('1 of 2 approvals');
  });

  it('does not hide what the person may not decide, and says why', async () => {
    await open();

    expect(text()).toContain('You requested this, so someone else must approve');
  });

  it('shows another tab and writes it into the address', async () => {
    history.replaceState(null, '', '#/queue');
    await open();
    await press(/^All open/);

    expect(asked().at(-1)).toBe('tab=open&limit=50');
    expect(location.hash).toBe('#/queue?tab=open');
    expect(one('[aria-selected=true]').textContent).toContain('All open');
  });

  it('moves between tabs by the arrow keys', async () => {
    await open();
    await key(one('[role=tab]'), 'ArrowLeft');

    expect(one('[aria-selected=true]').textContent).toContain('Done');
    expect(asked().at(-1)).toBe('tab=done&limit=50');
  });

  it('begins with what the address says', async () => {
    history.replaceState(null, '', '#/queue?tab=open&workspace=prod&due=overdue');
    await open();

    expect(asked()).toEqual(['tab=open&workspace=prod&due=overdue&limit=50']);
    expect(text()).toContain('Filters (2)');
  });

  it('follows the address, but not to another page', async () => {
    history.replaceState(null, '', '#/queue?tab=open');
    await open();
    history.replaceState(null, '', '#/queue?tab=done');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await settle();
    history.replaceState(null, '', '#/promotions/P-1?tab=mine');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await settle();

    expect(asked()).toEqual(['tab=open&limit=50', 'tab=done&limit=50']);
  });

  it('leaves the address alone when told', async () => {
    await open({}, { hash: 'off', tab: 'requested' });
    await press(/^All open/);

    expect(asked()).toEqual(['tab=requested&limit=50', 'tab=open&limit=50']);
    expect(location.hash).toBe('');
  });

  it('says that nothing waits, and leads to what waits for others', async () => {
    await open({ [`GET ${QUEUE}`]: queue({ items: [], counts: { mine: 0, requested: 0, open: 3 } }) });

    expect(text()).toContain('Nothing is waiting for you. 3 promotions wait for others → All open');

    await press('All open');

    expect(asked().at(-1)).toBe('tab=open&limit=50');
  });

  it('opens a promotion by Enter and by its link', async () => {
    const element = await open();
    const went: unknown[] = [];
    element.addEventListener('sluice-navigate', event => went.push(event.detail));
    await key(one('.entry'), 'Enter');
    button('Review checkout-service 2.8.0').click();

    expect(went).toEqual([{ screen: 'promotion', params: { promotion: 'P-1043' } }, { screen: 'promotion', params: { promotion: 'P-1043' } }]);
  });

  it('approves by a letter, for what was shown in the list', async () => {
    await open({ 'POST /organizations/*/promotions/P-1043/approve': promotionDetail() });
    await key(one('.entry'), 'a');

    expect(text()).toContain('Yours is the last approval: it starts at once.');

    one('#confirm').click();
    await settle();

    expect(server.calls('POST /organizations/*/promotions/*/approve')[0]?.body).toEqual({ subjectHash: first.subjectHash });
    expect(text()).toContain('Approved.');
  });

  it('refuses to approve what changed since the list was loaded', async () => {
    await open({ 'GET /organizations/*/promotions/*': promotionDetail({ subjectHash: 'another' }) });
    await key(one('.entry'), 'a');

    expect(one('#confirm').getAttribute('aria-disabled')).toBe('true');
    expect(text()).toContain('What would be promoted is not what you saw.');
  });

  it('says why a letter opens nothing', async () => {
    await open();
    await key(all('.entry')[1]!, 'a');

    expect(all('dialog').some(dialog => dialog.hasAttribute('open'))).toBe(false);
    expect(all('[role=status]').map(each => each.textContent)).toContain('You requested this, so someone else must approve');
  });

  it('says who is looking, and lets the person say so', async () => {
    await open({ 'POST /organizations/*/promotions/P-1043/looking': {} });

    expect(all('.face').map(face => face.textContent)).toEqual(['AS']);

    await press('I’m looking');

    expect(server.calls('POST /organizations/*/promotions/P-1043/looking')[0]?.body).toEqual({ looking: true });
  });

  it('shows more when somebody wants more', async () => {
    await open({ [`GET ${QUEUE}`]: (each: Asked): Queue => each.query.get('cursor') === 'c2' ? queue({ items: [row('P-2')] }) : queue({ next: 'c2' }) });
    await press(/^Show more/);

    expect(text()).toContain('service-P-2');
    expect(asked().at(-1)).toBe('tab=mine&limit=50&cursor=c2');
    expect(() => button(/^Show more/)).toThrow();
  });

  describe('with several selected', () => {
    const three = { [`GET ${QUEUE}`]: queue({ items: [row('P-1'), row('P-2'), row('P-3', { promotion: promotion({ id: 'P-3', target: { id: 'dr', name: 'Recovery', environmentType: 'PRODUCTION', protected: true } }) })] }) };
    const review = async (answers: Answers = {}) => {
      const element = await open({
        ...three, 'GET /organizations/*/promotions/*': (each: Asked) => promotionDetail({ id: each.path.split('/').at(-1), subjectHash: first.subjectHash }), ...answers
      });
      await tick(0);
      await tick(1);
      await press('Review 2 together');
      return element;
    };

    it('takes only those with the same target', async () => {
      await open(three);
      await tick(0);

      expect(all<HTMLInputElement>('input.tick').map(each => each.disabled)).toEqual([false, false, true]);
    });

    it('shows what changes in each, and sends what was ticked with one comment', async () => {
      const element = await review({
        'POST /organizations/*/decisions': { items: [{ promotion: 'P-2', decided: promotion({ id: 'P-2' }) }] }
      });
      const told: unknown[] = [];
      element.addEventListener('sluice-decided-together', event => told.push(event.detail.results.items.length));

      expect(all('sluice-change-view')).toHaveLength(2);
      expect(button('Approve 0').getAttribute('aria-disabled')).toBe('true');

      await tick(1);
      await type(one<HTMLTextAreaElement>('textarea'), 'Both read');
      await press('Approve 1');

      expect(server.calls('POST /organizations/*/decisions')[0]?.body).toEqual({
        items: [{ promotion: 'P-2', decision: 'APPROVE', subjectHash: first.subjectHash, comment: 'Both read' }]
      });
      expect(text()).toContain('1 of 1 done.');
      expect(told).toEqual([1]);
    });

    it('says for each what became of it, and keeps the rest to decide', async () => {
      await review({ 'POST /organizations/*/decisions': { items: [{ promotion: 'P-1', problem: { code: 'approval.tooLate', message: 'The deadline has passed' } }] } });
      await tick(0);
      await press('Approve 1');

      expect(text()).toContain('Not done: The deadline has passed');
      expect(all('input[type=checkbox]')).toHaveLength(1);
    });

    it('asks for a reason before it rejects, and once more before it does', async () => {
      await review({ 'POST /organizations/*/decisions': { items: [{ promotion: 'P-1', decided: promotion({ id: 'P-1' }) }] } });
      await tick(0);
      await press('Reject 1');

      expect(text()).toContain('To reject, give a reason of at least 10 characters.');

      await type(one<HTMLTextAreaElement>('textarea'), 'Not in the sales week');
      await press('Reject 1');

      expect(server.calls('POST /organizations/*/decisions')).toHaveLength(0);

      one('#confirm').click();
      await settle();

      expect(server.calls('POST /organizations/*/decisions')[0]?.body).toMatchObject({ items: [{ decision: 'REJECT', comment: 'Not in the sales week' }] });
    });

    it('repeats with the same key what may have arrived', async () => {
      const answers: unknown[] = [problem(503, 'unavailable', 'Busy', 'Busy'), { items: [{ promotion: 'P-1', decided: promotion({ id: 'P-1' }) }] }];
      await review({ 'POST /organizations/*/decisions': () => answers.shift() });
      await tick(0);
      await press('Approve 1');
      await press('Approve 1');

      const keys = server.calls('POST /organizations/*/decisions').map(each => each.headers.get('idempotency-key'));
      expect(keys).toHaveLength(2);
      expect(new Set(keys).size).toBe(1);
    });

    it('does not offer what changed since the list was loaded', async () => {
      await review({ 'GET /organizations/*/promotions/*': (each: Asked) => promotionDetail({ id: each.path.split('/').at(-1), subjectHash: each.path.endsWith('P-1') ? 'another' : first.subjectHash }) });

      expect(text()).toContain('it changed since the list was loaded');
      expect(all('input[type=checkbox]')).toHaveLength(1);
    });

    it('goes back to the list, loaded anew', async () => {
      await review();
      const before = asked().length;
      await press(/Back to the list/);

      expect(asked().length).toBe(before + 1);
      expect(all('.entry')).toHaveLength(3);
    });
  });
});
