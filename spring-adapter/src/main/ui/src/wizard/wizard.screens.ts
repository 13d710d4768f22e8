import type { Page } from 'playwright-core';
import type { ArtifactSummary, Blocker, EligibilityItem, EligibilityQuestion, PromotionOptions, Requested } from '../api/contract';
import { ana, boardOf, ci, mia, NOW, promotionDetail, tom, workspaces } from '../test/fixtures';
import { never, offline, problem, session, type Asked } from '../test/mock';
import { screen, type Screen, type ScreenState } from '../test/screens';

export const artifacts: ArtifactSummary[] = [
  { artifact: { kind: 'service', id: 'checkout-service' }, live: [{ workspace: 'dev', version: '2.9.0', since: NOW }, { workspace: 'staging', version: '2.8.0', since: NOW }, { workspace: 'prod', version: '2.7.3', since: NOW }] },
  { artifact: { kind: 'service', id: 'cart-service' }, live: [{ workspace: 'prod', version: '1.14.0', since: NOW }] },
  { artifact: { kind: 'prompt', id: 'support-answers' }, live: [] }
];
export const options: PromotionOptions = {
  artifact: { kind: 'service', id: 'checkout-service' },
  versions: [
    { version: '2.9.0', digest: 'sha256:b6f0d92c41aa77e1', registeredAt: '2026-11-23T08:20:00Z', registeredBy: ci, authors: [mia], livesIn: [{ workspace: 'dev', since: '2026-11-23T08:20:00Z' }] },
    { version: '2.8.0', digest: 'sha256:4f1c8e22b7d09f31', registeredAt: '2026-11-20T15:00:00Z', registeredBy: ci, authors: [mia, ana], livesIn: [{ workspace: 'staging', since: '2026-11-21T09:00:00Z' }] },
    { version: '2.7.4', digest: 'sha256:0c55d13a88e2b964', registeredAt: '2026-11-10T10:00:00Z', registeredBy: ci, authors: [tom], livesIn: [], bad: { reason: 'Loses carts after a restart', by: ana, since: '2026-11-11T08:00:00Z' } },
    { version: '2.7.3', digest: 'sha256:aa01be57f3d26c80', registeredAt: '2026-11-01T10:00:00Z', registeredBy: ci, authors: [mia], livesIn: [{ workspace: 'prod', since: '2026-11-02T13:00:00Z' }] }
  ],
  targets: [
    { workspace: 'staging', from: 'dev', allowed: true },
    { workspace: 'prod', from: 'staging', allowed: true }
  ]
};
const blocker = (code: string, message: string, lifts: Blocker['lifts'], more: Partial<Blocker> = {}): Blocker =>
  ({ code, message, lifts, liftedBy: 'nobody', evidence: '', action: 'Choose another version.', ...more });
export const soak = blocker('soak.notYet', 'Version 2.8.0 has not been live in Staging for 3 days yet.', 'BY_ITSELF',
  { liftedBy: 'time', earliest: '2026-11-24T09:00:00Z', evidence: 'live since 2026-11-21T09:00:00Z', action: 'Wait until it has been live for long enough.' });
const { checks, change } = promotionDetail();

export function eligible(changes: Partial<EligibilityItem> = {}): EligibilityItem {
  return {
    mayRequest: true, waits: false, blockers: [], checks, change,
    stages: [
      { name: 'security', state: 'WAITING', rules: [{ roles: ['security-officer'], required: 1, given: 0 }], decided: [], candidates: [ana] },
      { name: 'release', state: 'WAITING', rules: [{ roles: ['release-manager', 'lead'], required: 2, given: 0 }, { persons: [tom], required: 1, given: 0 }], decided: [], candidates: [tom, ana, { id: 'lee.park', name: 'Lee Park' }] }
    ],
    timeline: [
      { event: 'CHECKS', at: '2026-11-23T09:42:00Z', text: 'tests, security-scan and performance run again' },
      { event: 'APPROVAL_DUE', at: '2026-11-24T09:42:00Z', text: 'stage security' },
      { event: 'ON_DUE', at: '2026-11-24T09:42:00Z', text: 'It escalates to release-managers' },
      { event: 'WINDOW', at: '2026-11-24T13:00:00Z', text: 'Monday to Thursday, 14:00 to 17:00, Europe/Berlin' },
      { event: 'DEPLOY', text: 'It is applied and verified' }
    ],
    ...changes
  };
}
const refused: EligibilityItem = eligible({
  mayRequest: false,
  blockers: [
    blocker('check.failed', 'Check security-scan did not pass: 2 findings of weight HIGH.', 'BY_PEOPLE', { liftedBy: 'the authors of the version', evidence: 'https://ci.example/scans/771', action: 'Mend the cause and register a new version.' }),
    blocker('drift.unresolved', 'Something else is live in Production than what was promoted.', 'BY_PEOPLE', { liftedBy: 'whoever operates Production', action: 'Repair or accept the drift of Production.' }),
    soak
  ],
  checks: checks.map(check => check.name === 'security-scan' ? { ...check, state: 'FAILED', summary: '2 findings of weight HIGH' } : check.name === 'performance' ? { ...check, state: 'RUNNING', summary: 'Running since 10:40' } : check)
});
const here = { artifact: 'service:checkout-service', version: '2.8.0', from: 'staging', to: 'prod' };
/** Staging takes 2.9.0; Production takes what is or was in Staging. */
export function answering(item: EligibilityItem) {
  return ({ body }: Asked) => {
    const { items } = body as EligibilityQuestion;
    return {
      now: NOW,
      items: items.map(wanted => wanted.target === 'prod' && wanted.version === '2.9.0'
        ? eligible({ mayRequest: false, blockers: [blocker('version.notInSource', 'Version 2.9.0 was never live in Staging with this content.', 'NEVER', { action: 'Promote it into Staging first.' })] })
        : item)
    };
  };
}
const asking = (item: unknown, more: ScreenState = {}): ScreenState => ({ ...more, answers: { 'POST /organizations/*/eligibility': typeof item === 'object' && item && 'mayRequest' in item ? answering(item as EligibilityItem) : item, ...more.answers } });
const answered: Requested = { promotion: promotionDetail({ id: 'P-1043' }), told: 5 };
const next = (page: Page) => page.locator('#next:not([aria-disabled=true])').click();
const toConfirm = async (page: Page) => {
  await next(page);
  await next(page);
  await page.locator('#reason').waitFor();
};
const fill = async (page: Page) => {
  await toConfirm(page);
  await page.locator('#reason').fill('Faster payment page for the sales week');
  await page.locator('#issue').fill('https://issues.example/SHOP-412');
};

const inApp = (one: Screen): Screen => one;

export default [
  screen({
    name: 'wizard', element: 'sluice-promotion-wizard', main: 'GET /organizations/*/artifacts',
    answers: {
      'GET /organizations/*/artifacts': { items: artifacts }, 'GET /organizations/*/workspaces': { items: workspaces },
      'GET /organizations/*/artifacts/*/*/options': options, 'POST /organizations/*/eligibility': answering(eligible()), 'POST /organizations/*/promotions': answered
    },
    states: {
      normal: { shows: 'Step 1 of 5: What' },
      empty: { answers: { 'GET /organizations/*/artifacts': { items: [] } }, shows: 'Nothing has been registered yet.' },
      'no-match': {
        answers: { 'GET /organizations/*/artifacts': { items: [] } }, shows: 'No artifact matches “nothing like it”.',
        act: async page => {
          await page.locator('#artifact').fill('nothing like it');
        }
      },
      versions: { attributes: { artifact: here.artifact }, shows: '2 days', act: page => page.locator('#version').waitFor() },
      'missing-input': { shows: 'Choose an artifact', act: next },
      'artifact-gone': { attributes: { artifact: 'service:gone' }, answers: { 'GET /organizations/*/artifacts/*/*/options': problem(404, 'artifact.unknown', 'Not found', 'There is no such artifact.') }, shows: 'This artifact does not exist or is not visible to you.' },
      where: { attributes: { artifact: here.artifact, version: '2.8.0' }, shows: 'Can be requested now', act: page => page.locator('.option').first().waitFor() },
      'where-refused': { attributes: { artifact: here.artifact, version: '2.9.0' }, shows: 'Production: only from Staging', act: page => page.locator('.option.refused').waitFor() },
      checks: { attributes: here, shows: 'Passed', act: page => page.locator('.finding').first().waitFor() },
      'checks-clear': asking(eligible({ checks: [] }), { attributes: here, shows: 'Nothing stands in the way.', act: page => page.locator('.note.good').waitFor() }),
      'checks-asking': asking(never, { attributes: here }),
      'checks-blocked': asking(refused, { attributes: here, shows: 'Blocked: Check security-scan did not pass', act: page => page.locator('.finding').first().waitFor() }),
      'checks-soak': asking(eligible({ waits: true, blockers: [soak] }), { attributes: here, shows: 'Request when eligible', act: page => page.locator('#waiting').waitFor() }),
      'checks-duplicate': asking(eligible({ mayRequest: false, duplicate: 'P-1042', blockers: [blocker('promotion.inFlight', 'P-1042 for the same artifact is open.', 'BY_PEOPLE', { liftedBy: 'whoever asked for P-1042', action: 'Wait for it, or have it cancelled.' })] }), { attributes: here, shows: 'P-1042 already waits for this target.', act: page => page.locator('.finding').first().waitFor() }),
      'checks-offline': asking(offline, { attributes: here, shows: 'No connection', act: page => page.locator('[part=error]').waitFor() }),
      'checks-changes': { attributes: here, act: page => page.locator('details summary').click(), shows: 'payment.timeout' },
      approval: { attributes: here, act: next, shows: 'Who must approve' },
      'approval-nobody': asking(eligible({ stages: [], timeline: [] }), { attributes: here, act: next, shows: 'Nobody has to approve.' }),
      'approval-scheduled': {
        attributes: here, shows: 'This time has passed; give a later one', act: async page => {
          await next(page);
          await page.locator('#scheduled').check();
          await page.locator('#notBefore').fill('2020-01-01T10:00');
          await next(page);
        }
      },
      confirm: { attributes: here, act: fill, shows: 'Link to the issue' },
      'confirm-wrong': {
        attributes: here, shows: 'Say why this version shall go there', act: async page => {
          await toConfirm(page);
          await page.locator('#issue').fill('SHOP-412');
          await page.locator('#next').click();
        }
      },
      'confirm-waiting': asking(eligible({ waits: true, blockers: [soak] }), {
        attributes: here, shows: 'Still missing', act: async page => {
          await page.locator('#waiting').click();
          await next(page);
          await page.locator('#reason').fill('Goes live with the sales week');
        }
      }),
      'confirm-failed': {
        attributes: here, answers: { 'POST /organizations/*/promotions': problem(403, 'access.denied', 'Not allowed', 'You need the role requester in Production; an administrator of Acme can grant it.') }, shows: 'You need the role requester',
        act: async page => {
          await fill(page);
          await page.locator('#next').click();
        }
      },
      'confirm-changed': {
        attributes: here, shows: 'Something changed since you looked.',
        answers: { 'POST /organizations/*/promotions': problem(409, 'promotion.blocked', 'Blocked', 'It may not be requested now.', { blockers: [blocker('line.stopped', 'Promotions into Production are stopped: payment outage.', 'WHEN_RELEASED', { liftedBy: 'Ana Silva', action: 'Wait until the line is resumed.' })] }) },
        act: async page => {
          await fill(page);
          await page.locator('#next').click();
        }
      },
      requested: {
        attributes: here, shows: 'Requested as P-1043. 5 people were told.', act: async page => {
          await fill(page);
          await page.locator('#next').click();
        }
      },
      leave: {
        attributes: here, shows: 'Leave without requesting?', act: async page => {
          await fill(page);
          await page.locator('#leave').click();
        }
      },
      long: {
        attributes: { artifact: here.artifact }, answers: {
          'GET /organizations/*/artifacts/*/*/options': { ...options, versions: Array.from({ length: 30 }, (_, at) => ({ ...options.versions[0], version: `2.${30 - at}.0-rc.1+build.20261123.with-a-rather-long-label`, livesIn: at === 0 ? options.targets.map(({ workspace }) => ({ workspace, since: '2026-10-01T08:00:00Z' })) : [] })) }
        }, act: page => page.locator('#version').waitFor()
      }
    }
  }),
  inApp({
    name: 'wizard-in-app', element: 'sluice-app',
    answers: {
      'GET /session': session, 'GET /organizations/*/board': boardOf(), 'GET /organizations/*/workspaces': { items: workspaces }, 'GET /organizations/*/artifacts/*/*/options': options,
      'POST /organizations/*/eligibility': answering(eligible()), 'POST /organizations/*/promotions': answered
    },
    states: {
      'back-keeps-input': {
        shows: 'Step 5 of 5: Confirm', act: async page => {
          await page.evaluate(() => void (location.hash = '#/new?artifact=service%3Acheckout-service&from=staging&to=prod'));
          await fill(page);
          await page.goBack();
          await page.goBack();
          await page.locator('.finding').first().waitFor();
          await page.goForward();
          await page.goForward();
          await page.locator('#reason').waitFor();
          if (await page.locator('#reason').inputValue() !== 'Faster payment page for the sales week') throw new Error('Not so: what was typed is there');
          if (!page.url().includes('step=confirm')) throw new Error('Not so: the address names the step');
        }
      },
      'board-asks': {
        shows: 'Leave without requesting?', act: async page => {
          await page.evaluate(() => void (location.hash = '#/new?artifact=service%3Acheckout-service&from=staging&to=prod'));
          await fill(page);
          await page.locator('nav a[href="#/board"]').click();
          await page.locator('sluice-dialog #confirm').waitFor();
        }
      }
    }
  })
];
