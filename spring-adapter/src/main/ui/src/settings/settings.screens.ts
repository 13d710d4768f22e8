import type { Page } from 'playwright-core';
import type { PolicyProposal, WorkspaceSettings } from '../api/contract';
import { ana, boardOf, mia, tom, workspaces } from '../test/fixtures';
import { problem, session } from '../test/mock';
import { screen, type Screen, type ScreenState } from '../test/screens';
import { configurationHistory, policyHistory, policyView, settingsOf, weaker } from './fixture';

const SETTINGS = 'GET /organizations/*/workspaces/*/settings';
const at = (section: string, more: ScreenState = {}): ScreenState => ({ ...more, attributes: { section, ...more.attributes } });
const showing = (settings: WorkspaceSettings, more: ScreenState = {}): ScreenState => ({ ...more, answers: { [SETTINGS]: settings, ...more.answers } });
const readOnly = settingsOf({ may: { ...Object.fromEntries(Object.keys(settingsOf().may).map(one => [one, { allowed: false, why: { code: 'access.denied', message: 'You need the role lead in Production.' } }])) } });
const proposal = (changes: Partial<PolicyProposal> = {}): PolicyProposal => ({
  id: 'c-1', status: 'OPEN', changes: weaker.changes, reason: 'One approval is enough for small changes', by: mia, at: '2026-11-22T08:00:00Z', due: '2026-11-25T08:00:00Z',
  votes: [{ person: ana, stage: 'security', agrees: true, comment: 'Fine', at: '2026-11-22T12:00:00Z' }], mayDecide: true, mayWithdraw: false, ...changes
});
const input = (page: Page, id: string) => page.locator(`[id="${id}"]`);
/** The settings of somebody else's making, once they were saved over. */
const moved = () => {
  let reads = 0;
  const theirs = settingsOf({ workspace: { ...settingsOf().workspace, etag: '"5"', name: 'Live', description: 'What customers pay for' } });
  return { [SETTINGS]: () => reads++ === 0 ? settingsOf() : theirs, 'PUT /organizations/*/workspaces/*': problem(412, 'workspace.stale', 'Changed meanwhile', 'The workspace is at another revision.') };
};
const save = (page: Page) => page.locator('#save:visible').click();
const oneApproval = (page: Page) => input(page, 'stages.1.rules.0.required').fill('1');

const openSettings = async (page: Page) => {
  await page.evaluate(() => void (location.hash = '#/workspaces/prod/settings'));
  await page.locator('#name').waitFor();
};
const typeAndLeave = async (page: Page) => {
  await openSettings(page);
  await page.locator('#name').fill('Production EU');
  await page.locator('nav a[href="#/queue"]').or(page.locator('nav a[href="#/board"]')).first().click();
  await page.locator('sluice-dialog #confirm').waitFor();
};
const inApp = (screen: Screen): Screen => screen;
function expectTrue(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Not so: ${what}`);
}

export default [
  screen({
    name: 'settings', element: 'sluice-workspace-settings', main: SETTINGS, attributes: { workspace: 'prod' },
    answers: {
      [SETTINGS]: settingsOf(), 'POST /organizations/*/workspaces/*/policy/preview': weaker, 'GET /organizations/*/workspaces/*/policy/history': { items: policyHistory, next: 'more' },
      'GET /organizations/*/workspaces/*/policy/diff': { changes: weaker.changes }, 'GET /organizations/*/workspaces/*/configuration/history': { items: configurationHistory },
      'PUT /organizations/*/workspaces/*/policy': policyView, 'POST /organizations/*/workspaces/*/policy-changes': proposal()
    },
    states: {
      normal: { shows: 'Settings of Production' },
      missing: { answers: { [SETTINGS]: problem(404, 'workspace.unknown', 'Not found', 'There is no such workspace.') }, shows: 'This workspace does not exist or is not visible to you.' },
      archived: showing(settingsOf({ workspace: { ...settingsOf().workspace, archivedAt: '2026-10-01T08:00:00Z' } }), { shows: 'This workspace is archived.' }),
      'general-changed': { shows: 'What is live stays live.', act: page => input(page, 'limits.maxAgents').fill('50') },
      'general-wrong': {
        shows: 'There are 2 things to correct', act: async page => {
          await page.locator('#name').fill('');
          await input(page, 'limits.maxAgents').fill('none');
          await save(page);
        }
      },
      'general-weaker-data': { shows: 'This protects data less.', act: page => input(page, 'dataPolicy.encryptionRequired').uncheck() },
      'general-conflict': {
        answers: moved(), shows: 'Somebody else changed this meanwhile.', act: async page => {
          await page.locator('#name').fill('Production EU');
          await save(page);
          await page.locator('#conflict li').first().waitFor();
        }
      },
      'general-refused': {
        answers: { 'PUT /organizations/*/workspaces/*': problem(409, 'name.lookalike', 'Conflict', 'Another workspace is called Staging.', { field: 'name' }) }, shows: 'Another workspace is called Staging.',
        act: async page => {
          await page.locator('#name').fill('Staging');
          await save(page);
        }
      },
      'general-saved': {
        answers: { 'PUT /organizations/*/workspaces/*': settingsOf().workspace }, shows: 'Saved.', act: async page => {
          await page.locator('#name').fill('Production EU');
          await save(page);
        }
      },
      path: at('path', { shows: 'Versions come from' }),
      'path-changed': at('path', { shows: 'From now on versions enter Production only from Development.', act: page => page.locator('#promotionFrom').selectOption('dev') }),
      policy: at('policy', { shows: 'Revision 7' }),
      'policy-quorum': at('policy', {
        shows: 'Quorum 3, but only 2 people can approve', act: async page => {
          await input(page, 'stages.1.rules.0.required').fill('3');
          await page.locator('#preview:visible').click();
        }
      }),
      'policy-effect': at('policy', {
        shows: '2 waiting promotions keep the policy revision they began with', act: async page => {
          await oneApproval(page);
          await page.locator('#preview:visible').click();
        }
      }),
      'policy-needs-approval': at('policy', {
        answers: { 'PUT /organizations/*/workspaces/*/policy': problem(409, 'policy.needsApproval', 'Needs approval', 'It demands less of a protected workspace.') }, shows: 'Propose change', act: async page => {
          await oneApproval(page);
          await page.locator('#reason:visible').fill('One approval is enough for small changes');
          await save(page);
          await page.locator('#effect').waitFor();
        }
      }),
      'policy-proposed': at('policy', {
        shows: 'Proposed. Those who are asked have been told.', act: async page => {
          await oneApproval(page);
          await page.locator('#reason:visible').fill('One approval is enough for small changes');
          await page.locator('#preview:visible').click();
          await page.locator('#effect').waitFor();
          await save(page);
        }
      }),
      'policy-proposals': at('policy', showing(settingsOf({ proposals: [proposal(), proposal({ id: 'c-2', by: tom, mayDecide: false, mayWithdraw: true, votes: [], why: { code: 'approval.selfApproval', message: '' } })] }), { shows: 'You proposed this, so someone else must decide.' })),
      'policy-reject': at('policy', showing(settingsOf({ proposals: [proposal()] }), {
        shows: 'Reject this change?', act: async page => {
          await page.locator('#reject-c-1').click();
          await page.locator('sluice-dialog #confirm').click();
        }
      })),
      'policy-history': at('policy', {
        shows: 'Shorter deadline', act: async page => {
          await page.locator('#history:visible').click();
          await page.locator('details summary:visible').first().click();
        }
      }),
      'policy-read-only': showing(readOnly, at('policy', { shows: 'You can read this and not change it' })),
      windows: at('windows', { shows: 'Next openings' }),
      'windows-wrong': at('windows', {
        shows: 'Choose a day', act: async page => {
          await page.locator('#addWeekly').click();
          const days = page.locator('fieldset.entry').nth(2).locator('.many input');
          for (let day = 0; day < 4; day++) await days.nth(day).uncheck();
          await input(page, 'windows.2.zone').fill('CET');
          await page.locator('#preview:visible').click();
        }
      }),
      'windows-changed': at('windows', { shows: 'Next openings, once it is saved', act: page => page.locator('#addWeekly').click() }),
      'windows-freeze': at('windows', { shows: 'Announce', act: page => page.locator('#addFreeze').click() }),
      'windows-freeze-wrong': at('windows', {
        shows: 'Say something here', act: async page => {
          await page.locator('#addFreeze').click();
          await page.locator('sluice-dialog #confirm').click();
        }
      }),
      'windows-lift': at('windows', { shows: 'What it held goes on within seconds.', act: page => page.locator('sluice-settings-freezes li button').first().click() }),
      'windows-none': at('windows', showing(settingsOf({ policy: { ...policyView, policy: { ...policyView.policy, windows: [] }, openings: [], notes: [] }, freezes: [] }), { shows: 'No freeze is announced.' })),
      notifications: at('notifications', { shows: 'A promotion ended' }),
      configuration: at('configuration', { shows: 'database.url' }),
      'configuration-changed': at('configuration', {
        shows: 'A reference such as secret:vault/path', act: async page => {
          await page.locator('tbody tr:visible').nth(0).locator('button').first().click();
          await input(page, 'value.database.password').fill('hunter2');
          await page.locator('tbody tr:visible').nth(1).locator('button').nth(1).click();
          await page.locator('#addKey').click();
          await save(page);
        }
      }),
      'configuration-history': at('configuration', { shows: 'Try the new checkout', act: page => page.locator('#history:visible').click() }),
      'configuration-restore': at('configuration', {
        shows: 'Put revision 11 in force again?', act: async page => {
          await page.locator('#history:visible').click();
          await page.locator('sluice-dialog li button:visible').first().click();
          await page.locator('#restore-reason').fill('It was right before');
        }
      }),
      'configuration-none': at('configuration', showing(settingsOf({ configuration: { etag: '"0"', revision: 0, settings: [] } }), { shows: 'This workspace sets no keys.' })),
      access: at('access', { shows: 'release-manager' }),
      mails: at('mails', { shows: '550 5.1.1 mailbox unavailable' }),
      'mails-none': at('mails', showing(settingsOf({ deadLetters: [] }), { shows: 'Every message was delivered.' })),
      'mails-all': at('mails', { shows: '2 messages are sent again.', act: page => page.locator('#sendAll').click() }),
      danger: at('danger', { shows: 'Archive workspace' }),
      'danger-archive': at('danger', {
        shows: 'This is not the name of the workspace.', act: async page => {
          await page.locator('#archive').click();
          await page.locator('#archive-reason').fill('It was moved');
          await page.locator('#archive-name').fill('prod');
          await page.locator('sluice-dialog #confirm').click();
        }
      }),
      'read-only': showing(readOnly, { shows: 'You need the role lead in Production.' }),
      leave: {
        shows: 'Leave without saving?', act: async page => {
          await page.locator('#name').fill('Production EU');
          await page.locator('sluice-workspace-settings').evaluate(element => void (element as unknown as { mayLeave: () => Promise<boolean> }).mayLeave());
        }
      }
    }
  }),
  inApp({
    name: 'settings-in-app', element: 'sluice-app',
    answers: {
      'GET /session': session, [SETTINGS]: settingsOf(), 'GET /organizations/*/board': boardOf(), 'GET /organizations/*/workspaces': { items: workspaces },
      'POST /organizations/*/eligibility': { items: [], now: session.now }
    },
    states: {
      'leave-by-link': { shows: 'Leave without saving?', act: page => typeAndLeave(page) },
      stay: {
        shows: 'Settings of Production', act: async page => {
          await typeAndLeave(page);
          await page.locator('sluice-dialog footer button').first().click();
          expectTrue(await page.locator('#name').inputValue() === 'Production EU', 'what was typed is there');
          expectTrue(page.url().includes('/workspaces/prod/settings'), 'the address is that of the settings');
        }
      },
      left: {
        shows: 'Pipeline', act: async page => {
          await typeAndLeave(page);
          await page.locator('sluice-dialog #confirm').click();
          await page.locator('sluice-board').waitFor();
        }
      },
      'back-to-section': {
        shows: 'Limits', act: async page => {
          await openSettings(page);
          await page.evaluate(() => document.querySelector('sluice-app')!.shadowRoot!.querySelector('sluice-workspace-settings')!.shadowRoot!.querySelector<HTMLElement>('#to-policy')!.click());
          await page.locator('sluice-settings-policy').waitFor();
          expectTrue(page.url().includes('section=policy'), 'the address names the section');
          await page.goBack();
          await page.locator('#name').waitFor();
        }
      }
    }
  })
];
