import type { AuditEntry, Chain, Comment, Page, PromotionDetail } from '../api/contract';
import { diagramAnswers } from '../diagram/diagram.screens';
import { ana, ci, mia, promotion, promotionDetail, tom } from '../test/fixtures';
import { never, problem, type Asked } from '../test/mock';
import { screen, type ScreenState } from '../test/screens';

const PATH = '/organizations/*/promotions/*';

const events: Page<AuditEntry> = {
  items: [
    { seq: 1, type: 'promotion.requested', at: '2026-11-23T06:10:00Z', actor: mia, text: 'Mia Chen asked to promote checkout-service 2.8.0 from Staging to Production', data: { version: '2.8.0', policyRevision: 7 }, hash: '7c1e…' },
    { seq: 2, type: 'check.passed', at: '2026-11-23T06:11:00Z', actor: ci, text: 'The check tests passed', data: { check: 'tests' }, hash: '0b44…' },
    { seq: 3, type: 'approval.given', at: '2026-11-23T08:01:00Z', actor: ana, text: 'Ana Silva approved', data: { stage: 'release' }, hash: 'e210…' }
  ],
  next: 'after-3'
};
const comments: Page<Comment> = {
  items: [
    { id: 'c-1', author: ana, text: 'Did you try the new page with the old basket?', masked: false, at: '2026-11-23T07:40:00Z' },
    { id: 'c-2', author: mia, text: 'Yes, and with the key *** of the test shop.\nIt works.', masked: true, at: '2026-11-23T07:52:00Z' }
  ]
};
const chain: Chain = { intact: true, events: 3 };

/** A prompt that changed in the middle, as long as prompts are. */
const prompt = (middle: string) => [...Array.from({ length: 12 }, (_, at) => `Rule ${at + 1}: answer politely and briefly.`), middle,
  ...Array.from({ length: 9 }, (_, at) => `Rule ${at + 14}: never promise a date.`)].join('\n');

const state = (changes: Partial<PromotionDetail>, more: ScreenState = {}): ScreenState =>
  ({ ...more, answers: { ...more.answers, [`GET ${PATH}`]: promotionDetail(changes) } });
const press = (name: RegExp, then?: (page: Parameters<NonNullable<ScreenState['act']>>[0]) => Promise<unknown>): ScreenState['act'] => async page => {
  await page.getByRole('button', { name }).first().click();
  if (then) await then(page);
};
const allowed = (...actions: (keyof PromotionDetail['actions'])[]): PromotionDetail['actions'] =>
  Object.fromEntries(actions.map(action => [action, { allowed: true }]));

const APPROVE = /^(Approve|Freigeben)$/;
const REJECT = /^(Reject|Ablehnen)$/;
const bypass = { id: 'b-1', reason: 'The shop is down, and this brings it back', requestedBy: mia, validUntil: '2026-11-23T10:30:00Z' };
const ended = { status: 'COMPLETED', phase: 'ENDED', endedAt: '2026-11-23T09:30:00Z', endedBy: ci, detail: 'Live in Production', approval: undefined, replaces: undefined } as const;
const rejectedNow = promotionDetail({
  status: 'REJECTED', phase: 'ENDED', endedAt: '2026-11-23T09:41:40Z', endedBy: tom, etag: '4.9f2c11d07ab4.77', actions: { COMMENT: { allowed: true } },
  stages: promotionDetail().stages.map(stage => ({
    ...stage, state: 'REJECTED' as const,
    decided: [...stage.decided, { person: { id: 'lee.park', name: 'Lee Park' }, decision: 'REJECT' as const, comment: 'Not in the sales week', at: '2026-11-23T09:41:40Z', roles: ['release-manager'] }]
  }))
});

/** Answers with what the user saw at first, and with what is there now afterwards. */
function conflict(): ScreenState['answers'] {
  let asked = 0;
  return {
    [`GET ${PATH}`]: () => asked++ === 0 ? promotionDetail() : rejectedNow,
    [`POST ${PATH}/approve`]: problem(412, 'precondition.failed', 'It changed meanwhile', 'The promotion changed since you looked.')
  };
}

export default [
  screen({
    name: 'promotion', element: 'sluice-promotion-detail', main: `GET ${PATH}`, attributes: { 'promotion-id': 'P-1043' },
    answers: {
      [`GET ${PATH}`]: promotionDetail(), [`GET ${PATH}/events`]: (asked: Asked) => asked.query.has('cursor') ? { items: [] } : events,
      [`GET ${PATH}/comments`]: comments, [`GET ${PATH}/chain`]: chain, ...diagramAnswers
    },
    states: {
      normal: { shows: 'Wait' },
      bottom: {
        act: async page => {
          for (let screenful = 0; screenful < 8; screenful++) await page.mouse.wheel(0, 800);
          await page.getByText(/key \*\*\* of the test shop/).scrollIntoViewIfNeeded();
          await page.locator('.djs-shape').first().waitFor();
        }, shows: 'Chain of 3 events intact ✓'
      },
      'not-found': { answers: { [`GET ${PATH}`]: problem(404, 'notFound', 'Not found', 'There is none.') }, shows: 'This promotion does not exist or is not visible to you.' },
      all: state({}, { act: press(/^(All|Alles)$/), shows: 'Belongs to Production and is never promoted' }),
      json: state({}, { act: press(/^JSON$/) }),
      'long-value': state({
        change: {
          ...promotionDetail().change, rows: [
            { key: 'system.prompt', effect: 'CHANGED', before: prompt('Rule 13: speak English.'), after: prompt('Rule 13: speak the language of the customer.') },
            { key: 'greeting', effect: 'CHANGED', before: 'Hello, and welcome to the support of our little shop around the corner, how can I help you today?', after: 'Hello, and welcome to the support of our big shop around the corner, how may I help you today?' },
            { key: 'tools.description', effect: 'ADDED', after: prompt('Rule 13: look up the order first.') }
          ]
        }
      }, { shows: 'unchanged lines' }),
      'no-settings': state({ change: { after: promotionDetail().change.after, rows: [] } }),
      moved: state({ change: { ...promotionDetail().change, moved: { at: '2026-11-23T09:12:00Z', from: '2.7.3', to: '2.7.4' } } }, { shows: 'Check again' }),
      blocked: state({
        phase: 'CHECKING', detail: 'Waits for checks', checks: [
          ...promotionDetail().checks, { name: 'accessibility', state: 'FAILED', summary: '3 of 40 pages fail', evidence: 'https://ci.example/a11y', settings: { limit: '0' }, measuredAt: '2026-11-23T06:12:00Z', reportedBy: 'ci', why: 'Everybody must be able to pay' },
          { name: 'licenses', state: 'MISSING', summary: 'No result for this content', why: 'Nothing with an unknown licence goes live' }
        ],
        blockers: [
          { code: 'check.failed', message: 'The check accessibility did not pass', lifts: 'BY_PEOPLE', liftedBy: 'Whoever reports checks', evidence: '3 of 40 pages fail', action: 'Repair it and report the check again.' },
          { code: 'window.closed', message: 'No change window is open', lifts: 'BY_ITSELF', liftedBy: '', evidence: 'Mon to Thu, 09:00 to 16:00', earliest: '2026-11-24T08:00:00Z', action: 'Wait.' }
        ]
      }, { shows: 'Why it does not go on yet' }),
      'own-request': state({
        requestedBy: tom, actions: {
          APPROVE: { allowed: false, why: { code: 'approval.selfApproval', message: 'You requested this, so someone else must approve' } },
          REJECT: { allowed: false, why: { code: 'approval.selfApproval', message: 'You requested this, so someone else must approve' } },
          ...allowed('COMMENT', 'CANCEL', 'REMIND', 'RESCHEDULE', 'EXTEND_DEADLINE', 'ASSIGN', 'BYPASS')
        }
      }, { shows: 'You requested this, so someone else must approve' }),
      completed: state({ ...ended, actions: allowed('ROLL_BACK', 'COMMENT'), progress: promotionDetail().progress.map(step => ({ ...step, state: 'DONE' as const, at: '2026-11-23T09:20:00Z', text: undefined })) }),
      failed: state({
        status: 'APPROVED', phase: 'REPAIRING', detail: 'The deployer could not put the earlier version back', incident: true, approval: undefined,
        incidents: [{ id: 'i-1', step: 'Roll back', message: 'Connection refused', since: '2026-11-23T09:20:00Z' }], actions: allowed('RETRY', 'GIVE_UP', 'CLOSE_REPAIR', 'COMMENT'),
        progress: promotionDetail().progress.map((step, at) => ({ ...step, state: at < 3 ? 'DONE' as const : at === 3 ? 'FAILED' as const : 'SKIPPED' as const }))
      }, { shows: 'A step gave up and waits for somebody' }),
      emergency: state({ bypass: { ...bypass, state: 'REQUESTED', toReview: false }, actions: allowed('APPROVE', 'REJECT', 'COMMENT', 'BYPASS') }, { shows: 'Confirm break glass' }),
      'long-texts': state({
        artifact: { kind: 'service', id: 'a-service-with-a-name-that-nobody-ever-thought-would-have-to-fit-anywhere-at-all' }, version: '2026.11.23-build.4711+sha.4f1c8e22b7aa01',
        reason: 'Because '.repeat(60) + 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung'.repeat(3),
        target: { ...promotion().target, name: 'Production of the northern region, second data centre' }
      }),
      'dialog-approve': { act: press(APPROVE), shows: 'Yours is the last approval: it starts at once.' },
      'dialog-reject': { act: press(REJECT, page => page.getByRole('dialog').getByRole('button', { name: REJECT }).click()), shows: 'Give at least 10 characters.' },
      'dialog-cancel': state({ requestedBy: tom, actions: allowed('CANCEL') }, { act: press(/Cancel request|Antrag zurückziehen/), shows: '1 approval given so far is lost.' }),
      'dialog-rollback': state({ ...ended, actions: allowed('ROLL_BACK') }, { act: press(/Roll back|Zurücknehmen/), shows: 'Put 2.7.3 back into Production?' }),
      'dialog-comment': { act: press(/^(Comment|Kommentieren)$/), shows: 'Write a comment' },
      'dialog-bypass': state({ actions: allowed('BYPASS') }, { act: press(/Break glass|Notfall/), shows: 'Declare the emergency' }),
      'dialog-review': state({ ...ended, bypass: { ...bypass, state: 'USED', toReview: true }, actions: allowed('BYPASS') }, { act: press(/Review break glass|Notfall nachprüfen/), shows: 'It was justified' }),
      'dialog-reschedule': state({ actions: allowed('RESCHEDULE') }, { act: press(/Reschedule|Verschieben/) }),
      'dialog-extend': state({ actions: allowed('EXTEND_DEADLINE') }, { act: press(/Extend|verlängern/) }),
      'dialog-assign': state({ actions: allowed('ASSIGN') }, { act: press(/Ask in person|Persönlich fragen/) }),
      'dialog-sending': { answers: { [`POST ${PATH}/approve`]: never }, act: press(APPROVE, page => page.getByRole('dialog').getByRole('button', { name: APPROVE }).click()) },
      'dialog-refused': {
        answers: { [`POST ${PATH}/approve`]: problem(403, 'approval.role', 'Not allowed', 'You hold none of the roles of this stage any more. A release manager can approve.') },
        act: press(APPROVE, page => page.getByRole('dialog').getByRole('button', { name: APPROVE }).click()), shows: 'A release manager can approve.'
      },
      'dialog-conflict': {
        answers: conflict(), act: press(APPROVE, async page => {
          await page.getByRole('textbox').fill('Looks good to me, too');
          await page.getByRole('dialog').getByRole('button', { name: APPROVE }).click();
          await page.getByText(/Lee Park rejected this|Lee Park hat dies/).waitFor();
        }), shows: 'What you typed is kept below, so that you can copy it.'
      }
    }
  })
];
