import { describe, expect, test } from 'vitest';
import type { EligibilityQuestion } from '../api/contract';
import { boardOf, NOW } from '../test/fixtures';
import { mount, press, settled, textOf } from '../test/mount';
import { problem, serve, session, type Answers, type Asked } from '../test/mock';
import type { SluiceBoard } from './board';
import './board';
import { wantedInto } from './eligibility';

const BOARD = 'GET /organizations/acme/board';
const eligibility = ({ body }: Asked) => ({
  now: NOW, items: (body as EligibilityQuestion).items.map(({ target }) => target === 'prod'
    ? { mayRequest: false, waits: false, blockers: [{ code: 'soak', message: 'soak: 17 h 50 min left', lifts: 'BY_ITSELF', liftedBy: '', evidence: '', action: '' }] }
    : { mayRequest: true, waits: false, blockers: [{ code: 'approval.missing', message: 'Stage release has 0 of 1 approvals.', lifts: 'BY_PEOPLE', liftedBy: '', evidence: '', action: '' }] })
});
const board = async (answers: Answers = {}, attributes: Record<string, string> = {}) => {
  const server = serve({ 'GET /session': session, [BOARD]: boardOf(), 'POST /organizations/acme/eligibility': eligibility, ...answers });
  // Every row is on the screen.
  globalThis.IntersectionObserver = class {
    constructor(private readonly seen: (entries: { target: Element; isIntersecting: boolean }[]) => void) {}
    observe(target: Element) { this.seen([{ target, isIntersecting: true }]); }
    disconnect() {}
  } as unknown as typeof IntersectionObserver;
  return { server, element: await mount<SluiceBoard>('sluice-board', attributes) };
};
const cell = (element: SluiceBoard, row: number, column: number) => textOf(element, `tbody tr:nth-child(${row}) > :nth-child(${column + 1})`);

describe('the board', () => {
  test('tells what lives where, since when, by whom, how far behind, and what waits', async () => {
    const { element } = await board();

    expect(cell(element, 1, 3)).toContain('2.7.3');
    expect(cell(element, 1, 3)).toContain('by Ana Silva');
    expect(cell(element, 1, 3)).toContain('3 behind Staging');
    expect(cell(element, 1, 3)).toMatch(/waiting 1 of 2 · .*(left|overdue by)/);
    expect(cell(element, 2, 2)).toContain('applying');
    expect(cell(element, 2, 3)).toContain('drift: changed outside');
    expect(cell(element, 3, 2)).toContain('failed');
    expect(cell(element, 3, 4)).toContain('pinned');
    expect(textOf(element, 'thead')).toContain('Frozen until');
  });

  test('asks once for all rows whether they may go further, and says why not', async () => {
    const { element, server } = await board();

    expect(server.calls('POST /organizations/acme/eligibility')).toHaveLength(1);
    expect(cell(element, 2, 3)).toContain('soak: 17 h 50 min left');
    const blocked = element.renderRoot.querySelector('tbody tr:nth-child(2) .button.blocked')!;
    expect(blocked.getAttribute('href')).toContain('step=checks');
    const ready = element.renderRoot.querySelector('tbody tr:nth-child(1) .button.ready')!;
    expect(ready.getAttribute('aria-describedby')).toBeNull();
    expect(textOf(element, 'tbody')).not.toContain('0 of 1 approvals');
    expect(ready.getAttribute('href')).toBe('#/new?artifact=service%3Acheckout-service&version=2.9.0&from=dev&to=staging');
  });

  test('stays of use when it cannot be told whether something may go further', async () => {
    const { element } = await board({ 'POST /organizations/acme/eligibility': problem(503, 'busy', 'Busy', 'Busy') });

    expect(cell(element, 1, 2)).toContain('Promote 2.9.0');
    expect(element.renderRoot.querySelector('[part=error]')).toBeNull();
  });

  test('offers nothing that waits already or is there already', () => {
    const { columns, items } = boardOf();
    const column = (id: string) => columns.find(one => one.id === id)!;

    expect(wantedInto(items[0]!, column('prod'))).toBeUndefined();
    expect(wantedInto(items[1]!, column('staging'))).toBeUndefined();
    expect(wantedInto(items[0]!, column('dev'))).toBeUndefined();
    expect(wantedInto(items[0]!, column('staging'))).toEqual({ artifact: { kind: 'service', id: 'checkout-service' }, version: '2.9.0', source: 'dev', target: 'staging' });
    // What failed may be asked for again.
    expect(wantedInto(items[2]!, column('staging'))?.version).toBe('14');
  });

  test('filters on the server, and says when nothing fits', async () => {
    const { element, server } = await board({ [BOARD]: ({ query }: Asked) => boardOf(query.get('only') === 'pending' ? { items: [] } : {}) }, { text: 'cart' });
    expect(server.calls(BOARD)[0]!.query.get('text')).toBe('cart');

    element.renderRoot.querySelectorAll<HTMLInputElement>('input[type=radio]')[2]!.click();
    await settled(element);
    expect(textOf(element, '[part=empty]')).toContain('No artifact fits what you search for.');
    element.renderRoot.querySelector<HTMLElement>('[part=empty] button')!.click();
    await settled(element);

    expect(element.text + element.only).toBe('');
    expect(element.renderRoot.querySelectorAll('tbody tr')).toHaveLength(3);
  });

  test('says how to begin when nothing is registered', async () => {
    const { element } = await board({ [BOARD]: boardOf({ items: [] }) });

    expect(textOf(element, '[part=empty]')).toContain('Nothing has been registered yet. Register a version with the library or POST /artifacts.');
    expect(element.renderRoot.querySelector('[part=empty] a')!.getAttribute('href')).toBe('/api/v1/openapi.yaml');
  });

  test('shows more, and keeps it through a refresh', async () => {
    const row = boardOf().items[0]!;
    const further = { ...row, artifact: { kind: 'service', id: 'further' } };
    const { element } = await board({ [BOARD]: ({ query }: Asked) => query.get('cursor') ? boardOf({ items: [further] }) : boardOf({ next: 'c-2' }) });

    element.renderRoot.querySelector<HTMLElement>('.more button')!.click();
    await settled(element);
    expect(cell(element, 4, 0)).toContain('further');
    element.renderRoot.querySelector<HTMLElement>('.refresh button')!.click();
    await settled(element);

    expect(cell(element, 4, 0)).toContain('further');
    expect(element.renderRoot.querySelector('.more')).toBeNull();
  });

  test('is walked through with the arrow keys', async () => {
    const { element } = await board();
    const focused = () => (element.renderRoot as ShadowRoot).activeElement;

    press(element, 'tbody tr:nth-child(1) td .version', 'ArrowRight');
    expect(focused()?.textContent).toBe('2.8.0');
    press(element, 'tbody tr:nth-child(1) > :nth-child(3) .version', 'ArrowDown');
    expect(focused()?.textContent).toBe('1.14.2');
    press(element, 'tbody tr:nth-child(2) > :nth-child(3) .version', 'Home');

    expect(focused()?.localName).toBe('th');
  });

  test('opens what has lived in a workspace', async () => {
    const { element, server } = await board({ 'GET /organizations/acme/artifacts/service/checkout-service/releases': { items: [] } });

    element.renderRoot.querySelector<HTMLElement>('tbody tr:nth-child(1) > :nth-child(4) .version')!.click();
    await settled(element);

    expect(element.renderRoot.querySelector('sluice-dialog')!.getAttribute('heading')).toBe('checkout-service in Production');
    expect(server.calls('GET /organizations/acme/artifacts/*/*/releases')[0]!.query.get('workspace')).toBe('prod');
  });
});
