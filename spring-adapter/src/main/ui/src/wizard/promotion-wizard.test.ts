import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EligibilityItem, NewPromotion } from '../api/contract';
import { promotionDetail, workspaces } from '../test/fixtures';
import { offline, problem, reply, serve, session, type Answers, type MockServer } from '../test/mock';
import type { SluicePromotionWizard } from './promotion-wizard';
import './promotion-wizard';
import { answering, artifacts, eligible, options, soak } from './wizard.screens';

const ELIGIBILITY = 'POST /organizations/acme/eligibility';
const PROMOTIONS = 'POST /organizations/acme/promotions';

describe('The promotion wizard', () => {
  let server: MockServer;
  let wizard: SluicePromotionWizard;

  beforeEach(() => void vi.useFakeTimers({ now: Date.parse(session.now) }));
  afterEach(() => void vi.useRealTimers());

  async function open(attributes: Record<string, string> = {}, answers: Answers = {}): Promise<void> {
    server = serve({
      'GET /session': session, 'GET /organizations/acme/artifacts': { items: artifacts }, 'GET /organizations/acme/workspaces': { items: workspaces },
      'GET /organizations/acme/artifacts/service/checkout-service/options': options, [ELIGIBILITY]: answering(eligible()),
      [PROMOTIONS]: reply(201, { promotion: promotionDetail(), told: 5 }), ...answers
    });
    wizard = document.createElement('sluice-promotion-wizard') as SluicePromotionWizard;
    Object.entries(attributes).forEach(([name, value]) => wizard.setAttribute(name, value));
    document.body.append(wizard);
    await settle();
  }

  async function settle(): Promise<void> {
    for (let round = 0; round < 6; round++) {
      await vi.advanceTimersByTimeAsync(100);
      await wizard.updateComplete;
    }
  }

  const find = <E extends HTMLElement>(selector: string) => wizard.renderRoot.querySelector<E>(selector);
  const text = (selector: string) => find(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const click = async (selector: string) => {
    find(selector)?.click();
    await settle();
  };
  const next = async () => {
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
  };
  const type = async (selector: string, value: string) => {
    const control = find<HTMLInputElement>(selector)!;
    control.value = value;
    control.dispatchEvent(new Event('input'));
    await settle();
  };
  const fromBoard = { artifact: 'service:checkout-service', from: 'staging', to: 'prod' };
  const blocked: Partial<EligibilityItem> = { mayRequest: false, blockers: [{ ...soak, lifts: 'NEVER', message: 'It was never there.' }] };

  it('opened from the board, shows the checks of what lives in the source', async () => {
    await open(fromBoard);

    expect(text('#heading')).toBe('Step 3 of 5: Checks');
    expect(server.calls(ELIGIBILITY).map(({ body }) => body)).toEqual([{
      detail: true, items: [{ artifact: { kind: 'service', id: 'checkout-service' }, version: '2.8.0', source: 'staging', target: 'prod' }]
    }]);
  });

  it('says why it does not go on, and stays there', async () => {
    await open(fromBoard, { [ELIGIBILITY]: answering(eligible(blocked)) });
    await next();

    expect(find('#next')?.getAttribute('aria-disabled')).toBe('true');
    expect(text('#next-why')).toBe('Blocked: It was never there.');
    expect(text('#heading')).toBe('Step 3 of 5: Checks');
  });

  it('requests what may wait, when the person says so', async () => {
    await open(fromBoard, { [ELIGIBILITY]: answering(eligible({ mayRequest: false, waits: true, blockers: [soak] })) });
    await click('#waiting');
    await next();

    expect(text('#next')).toBe('Request when eligible');
  });

  it('goes from an artifact to its versions, and back to the list', async () => {
    await open();
    await click('button.option');
    expect(text('.chosen')).toContain('checkout-service');
    expect([...wizard.renderRoot.querySelectorAll('[name=version]')]).toHaveLength(4);
    expect((wizard.renderRoot as ShadowRoot).activeElement?.id).toBe('another');
    await click('#another');

    expect(wizard.renderRoot.querySelectorAll('button.option')).toHaveLength(3);
  });

  it('names what is missing, with a link to it', async () => {
    await open();
    await next();

    expect(text('.summary a')).toBe('Choose an artifact');
    expect(find('.summary a')?.getAttribute('href')).toBe('#artifact');
  });

  it('sends the request once, however often it is pressed, and says who was told', async () => {
    await open(fromBoard);
    await next();
    await next();
    await type('#reason', 'Faster payment page');
    const told = vi.fn();
    document.body.addEventListener('sluice-promotion-requested', told);
    find('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await next();

    expect(server.calls(PROMOTIONS)).toHaveLength(1);
    expect(server.calls(PROMOTIONS)[0]?.body).toMatchObject({ version: '2.8.0', target: 'prod', reason: 'Faster payment page' } satisfies Partial<NewPromotion>);
    expect(text('[role=status]')).toBe('Requested as P-1043. 5 people were told.');
    expect(told).toHaveBeenCalledOnce();
  });

  it('sends the same intention again after no answer came', async () => {
    await open(fromBoard, { [PROMOTIONS]: offline });
    await next();
    await next();
    await type('#reason', 'Faster payment page');
    await next();
    server.answers[PROMOTIONS] = reply(201, { promotion: promotionDetail(), told: 1 });
    await next();

    const keys = server.calls(PROMOTIONS).map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(text('[role=status]')).toContain('1 person was told.');
  });

  it('goes back to the checks when something changed meanwhile, and keeps the reason', async () => {
    await open(fromBoard, { [PROMOTIONS]: problem(409, 'promotion.blocked', 'Blocked', 'No.', { blockers: [{ ...soak, code: 'line.stopped', message: 'The line is stopped.' }] }) });
    await next();
    await next();
    await type('#reason', 'Faster payment page');
    await next();

    expect(text('#heading')).toBe('Step 3 of 5: Checks');
    expect(text('[role=alert]')).toContain('Something changed since you looked.');
    expect(text('#next-why')).toBe('Blocked: The line is stopped.');
    server.answers[ELIGIBILITY] = answering(eligible());
    await click('.spread button');
    await next();
    await next();
    expect(find<HTMLTextAreaElement>('#reason')?.value).toBe('Faster payment page');
  });

  it('keeps what was typed when the person goes back', async () => {
    await open(fromBoard);
    await next();
    await next();
    await type('#reason', 'Faster payment page');
    await click('#back');
    await click('#back');
    await next();
    await next();

    expect(find<HTMLTextAreaElement>('#reason')?.value).toBe('Faster payment page');
  });

  it('moves the focus to the heading of each step', async () => {
    await open(fromBoard);
    await next();

    expect((wizard.renderRoot as ShadowRoot).activeElement?.id).toBe('heading');
  });

  it('tells the page which step it shows', async () => {
    await open(fromBoard);
    const told = vi.fn();
    document.body.addEventListener('sluice-wizard-step', event => told(event.detail));
    await next();

    expect(told).toHaveBeenCalledWith({ artifact: 'service:checkout-service', version: '2.8.0', from: 'staging', to: 'prod', step: 'approval' });
  });

  it('loses nothing when the address only names a step', async () => {
    await open(fromBoard);
    await next();
    await next();
    await type('#reason', 'Faster payment page');
    wizard.setAttribute('step', 'checks');
    await settle();
    expect(text('#heading')).toBe('Step 3 of 5: Checks');
    wizard.setAttribute('step', 'confirm');
    await settle();

    expect(find<HTMLTextAreaElement>('#reason')?.value).toBe('Faster payment page');
  });

  it('holds a link to another screen back until the person agrees', async () => {
    await open(fromBoard);
    await next();
    await next();
    await type('#reason', 'Faster payment page');
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    const heard = vi.fn();
    document.body.addEventListener('sluice-navigate', heard);
    elsewhere.dispatchEvent(new CustomEvent('sluice-navigate', { detail: { screen: 'board', params: {} }, bubbles: true, composed: true, cancelable: true }));
    await settle();

    expect(heard).not.toHaveBeenCalled();
    expect(find('sluice-dialog')?.textContent).toBe('Nothing has been requested yet. What you entered here is lost.');
  });

  it('asks about a planned time anew, and refuses one that has passed', async () => {
    await open(fromBoard);
    await next();
    const box = find<HTMLInputElement>('#scheduled')!;
    box.checked = true;
    box.dispatchEvent(new Event('change'));
    await settle();
    expect(server.calls(ELIGIBILITY).at(-1)?.body).toMatchObject({ items: [{ notBefore: '2026-11-24T09:00:00Z' }] });
    await type('#notBefore', '2020-01-01T10:00');
    await next();

    expect(text('.summary a')).toBe('This time has passed; give a later one');
  });
});
