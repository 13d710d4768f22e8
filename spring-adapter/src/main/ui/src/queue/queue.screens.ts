import type { Queue, QueueRow } from '../api/contract';
import { ana, ci, mia, promotion, promotionDetail, queue, tom, workspaces } from '../test/fixtures';
import { never, problem, type Asked } from '../test/mock';
import { screen, type ScreenState } from '../test/screens';

const QUEUE = 'GET /organizations/*/queue';
const PROMOTION = 'GET /organizations/*/promotions/*';
const first = queue().items[0]!;
type Page = Parameters<NonNullable<ScreenState['act']>>[0];

const row = (id: string, artifact: string, changes: Partial<QueueRow> = {}, more: Parameters<typeof promotion>[0] = {}): QueueRow =>
  ({ ...first, looking: [], ...changes, promotion: promotion({ id, artifact: { kind: 'service', id: artifact }, ...more }) });

const varied: Queue = {
  ...queue(), next: 'more',
  items: [
    row('P-1039', 'cart-service', { task: { ...first.task!, due: '2026-11-23T08:42:00Z', assigned: [] }, checks: { passed: 2, failed: 1, missing: 1 } }, { version: '1.14.2', replaces: '1.14.0' }),
    first,
    row('P-1044', 'support-answers', { approvals: { given: 0, required: 2, by: [] }, task: { ...first.task!, due: '2026-11-25T09:42:00Z', onDue: { action: 'EXTEND', by: 'P1D' }, assigned: [mia] } },
      { version: '15', replaces: undefined, reason: '', others: [{ artifact: { kind: 'prompt', id: 'greeting' }, version: '3' }] }),
    row('P-1045', 'search', { mayDecide: false, why: { code: 'approval.selfApproval', message: '' }, task: { ...first.task!, onDue: { action: 'EXPIRE' }, assigned: [] } }, { requestedBy: tom }),
    row('P-1046', 'invoices', { mayDecide: false, why: { code: 'approval.alreadyDecided', message: '' } }),
    row('P-1047', 'reports', { mayDecide: false, why: { code: 'approval.role', message: 'Needs group release-managers' } }),
    row('P-1021', 'mailer', { task: { id: 't-9', kind: 'REPAIR', openedAt: '2026-11-23T07:00:00Z', assigned: [] }, approvals: { given: 0, required: 0, by: [] } }, { status: 'APPROVED', phase: 'REPAIRING', approval: undefined, incident: true })
  ]
};
const done: Queue = {
  ...queue(), items: [
    row('P-1001', 'checkout-service', { task: undefined, mayDecide: false }, { status: 'COMPLETED', phase: 'ENDED', endedAt: '2026-11-22T12:00:00Z', endedBy: ci, detail: 'Live in Production', replaces: undefined }),
    row('P-1002', 'cart-service', { task: undefined, mayDecide: false }, { status: 'REJECTED', phase: 'ENDED', endedAt: '2026-11-21T12:00:00Z', endedBy: ana, detail: 'Not in the sales week', replaces: undefined })
  ]
};
const empty = (changes: Partial<Queue> = {}): ScreenState['answers'] => ({ [QUEUE]: queue({ items: [], ...changes }) });
const details = (asked: Asked) => promotionDetail({ id: asked.path.split('/').at(-1), ...(asked.path.endsWith('P-1044') ? { subjectHash: 'another' } : {}) });
const onRow = (key: string, then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await page.locator('.entry').nth(1).focus();
  await page.keyboard.press(key);
  if (then) await then(page);
};
const together = async (page: Page) => {
  await page.locator('.tick').nth(0).check();
  await page.locator('.tick').nth(1).check();
  await page.locator('.tick').nth(2).check();
  await page.getByRole('button', { name: /Review 3 together|3 gemeinsam ansehen/ }).click();
  await page.getByText(/I have reviewed checkout-service|Ich habe checkout-service/).waitFor();
};

export default [
  screen({
    name: 'queue', element: 'sluice-approval-queue', main: QUEUE,
    answers: { [QUEUE]: varied, [PROMOTION]: details, 'GET /organizations/*/workspaces': { items: workspaces } },
    states: {
      normal: { shows: 'You requested this, so someone else must approve' },
      done: { attributes: { tab: 'done' }, answers: { [QUEUE]: done } },
      'empty-mine': { answers: empty(), shows: 'Nothing is waiting for you.' },
      'empty-open': { attributes: { tab: 'open' }, answers: empty({ counts: { mine: 0, requested: 0, open: 0 } }), shows: 'No promotion is open. Everything is decided.' },
      filters: { act: page => page.getByRole('button', { name: /^(Filters|Filter)$/ }).click(), shows: 'Artifact (kind:id)' },
      'empty-filtered': {
        answers: { [QUEUE]: (asked: Asked) => asked.query.has('due') ? queue({ items: [] }) : varied }, act: async page => {
          await page.getByRole('button', { name: /^(Filters|Filter)$/ }).click();
          await page.locator('#due').selectOption('overdue');
        }, shows: 'Nothing fits these filters.'
      },
      'more-failed': {
        answers: { [QUEUE]: (asked: Asked) => asked.query.has('cursor') ? problem(503, 'unavailable', 'Busy', 'Busy.') : varied },
        act: page => page.getByRole('button', { name: /Show more|Mehr anzeigen/ }).click(), shows: 'The next page could not be loaded.'
      },
      names: { act: page => page.locator('.tip > button').first().focus(), shows: 'Approved by Ana Silva' },
      selected: { act: async page => {
        await page.locator('.tick').nth(0).check();
        await page.locator('.tick').nth(1).check();
      }, shows: 'Review 2 together' },
      keys: { act: onRow('?'), shows: 'Keys in this list' },
      'dialog-approve': { act: onRow('a'), shows: 'Yours is the last approval: it starts at once.' },
      'dialog-reject': { act: onRow('r'), shows: 'The request ends; Mia Chen is told your reason.' },
      'dialog-loading': { answers: { [PROMOTION]: never }, act: onRow('a') },
      'dialog-failed': { answers: { [PROMOTION]: problem(404, 'notFound', 'Not found', 'It is not there any more.') }, act: onRow('a'), shows: 'It is not there any more.' },
      bulk: { act: together, shows: 'it changed since the list was loaded' },
      'bulk-short': { act: async page => {
        await together(page);
        await page.getByLabel(/I have reviewed checkout-service|Ich habe checkout-service/).check();
        await page.getByRole('button', { name: /Reject 1|1 ablehnen/ }).click();
      }, shows: 'To reject, give a reason of at least 10 characters.' },
      'bulk-results': {
        answers: { 'POST /organizations/*/decisions': { items: [{ promotion: 'P-1039', problem: { code: 'approval.tooLate', message: 'The deadline has passed' } }, { promotion: 'P-1043', decided: promotion() }] } },
        act: async page => {
          await together(page);
          await page.getByLabel(/I have reviewed checkout-service|Ich habe checkout-service/).check();
          await page.getByLabel(/I have reviewed cart-service|Ich habe cart-service/).check();
          await page.getByRole('button', { name: /Approve 2|2 freigeben/ }).click();
          await page.getByText(/1 of 2 done|1 von 2 erledigt/).waitFor();
        }, shows: 'Not done: The deadline has passed'
      }
    }
  })
];
