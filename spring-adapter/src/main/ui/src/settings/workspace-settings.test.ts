import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem, serve, session, type Answers, type MockServer } from '../test/mock';
import type { WorkspaceSettings } from '../api/contract';
import { policyView, settingsOf, weaker } from './fixture';
import type { SluiceWorkspaceSettings } from './workspace-settings';
import './workspace-settings';

const SETTINGS = 'GET /organizations/acme/workspaces/prod/settings';
const WORKSPACE = 'PUT /organizations/acme/workspaces/prod';
const POLICY = 'PUT /organizations/acme/workspaces/prod/policy';
const PREVIEW = 'POST /organizations/acme/workspaces/prod/policy/preview';
const PROPOSE = 'POST /organizations/acme/workspaces/prod/policy-changes';
const CONFIGURATION = 'PATCH /organizations/acme/workspaces/prod/configuration';

describe('The settings of a workspace', () => {
  let server: MockServer;
  let screen: SluiceWorkspaceSettings;
  let shown: WorkspaceSettings;

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse(session.now) });
    shown = settingsOf();
  });
  afterEach(() => void vi.useRealTimers());

  async function open(section: string, answers: Answers = {}): Promise<void> {
    server = serve({ 'GET /session': session, [SETTINGS]: () => shown, [WORKSPACE]: () => shown.workspace, [POLICY]: policyView, [PREVIEW]: weaker, [PROPOSE]: {}, [CONFIGURATION]: () => shown.configuration, ...answers });
    screen = document.createElement('sluice-workspace-settings') as SluiceWorkspaceSettings;
    screen.setAttribute('workspace', 'prod');
    screen.setAttribute('section', section);
    document.body.append(screen);
    await settle();
  }

  async function settle(): Promise<void> {
    for (let round = 0; round < 6; round++) {
      await vi.advanceTimersByTimeAsync(10);
      await screen.updateComplete;
    }
  }

  const root = () => [...screen.renderRoot.querySelectorAll<HTMLElement>('*')].find(one => one.localName.startsWith('sluice-settings-') && !one.hidden)!.shadowRoot!;
  const find = <E extends HTMLElement>(id: string) => root().querySelector<E>(`[id="${id}"]`);
  const text = (selector: string) => root().querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const type = async (id: string, value: string) => {
    const control = find<HTMLInputElement>(id)!;
    control.value = value;
    control.dispatchEvent(new Event('input'));
    await settle();
  };
  const save = async () => {
    root().querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
  };
  const click = async (id: string) => {
    find(id)?.click();
    await settle();
  };

  it('saves a section with the tag of what was seen, and all that can change', async () => {
    await open('general');
    await type('name', 'Production EU');
    await save();

    const [call] = server.calls(WORKSPACE);
    expect(call?.headers.get('if-match')).toBe('"4"');
    expect(call?.body).toEqual({
      name: 'Production EU', description: 'What customers use', gateway: 'gw-eu', promotionFrom: 'staging', limits: { maxAgents: 100, maxConcurrentExecutions: 10 },
      dataPolicy: { piiAllowed: true, encryptionRequired: true, retentionDays: 365 }
    });
    expect(text('.said')).toContain('Saved.');
  });

  it('keeps what was typed when somebody else was faster, and says what they changed', async () => {
    await open('general', { [WORKSPACE]: problem(412, 'workspace.stale', 'Stale', 'Another revision.') });
    await type('name', 'Production EU');
    shown = settingsOf({ workspace: { ...shown.workspace, etag: '"5"', name: 'Live', description: 'What customers pay for' } });
    await save();

    expect(find<HTMLInputElement>('name')?.value).toBe('Production EU');
    expect(find<HTMLTextAreaElement>('description')?.value).toBe('What customers pay for');
    expect(text('#conflict')).toContain('Description: What customers pay for');
    expect(text('#conflict')).toContain('Name (theirs: Live)');
    server.answers[WORKSPACE] = shown.workspace;
    await save();
    expect(server.calls(WORKSPACE).at(-1)?.headers.get('if-match')).toBe('"5"');
    expect(server.calls(WORKSPACE).at(-1)?.body).toMatchObject({ name: 'Production EU', description: 'What customers pay for' });
  });

  it('takes a refresh over without a word where nothing was typed', async () => {
    await open('general');
    shown = settingsOf({ workspace: { ...shown.workspace, etag: '"5"', name: 'Live' } });
    await vi.advanceTimersByTimeAsync(16_000);
    await settle();

    expect(find<HTMLInputElement>('name')?.value).toBe('Live');
    expect(text('#conflict')).toBe('');
  });

  it('sends nothing that is wrong, and names it at its field and on top', async () => {
    await open('general');
    await type('limits.maxAgents', 'many');
    await save();

    expect(server.calls(WORKSPACE)).toHaveLength(0);
    expect(text('.summary a')).toBe('Artifacts live at a time: A whole number from 1 to 100,000');
    expect(find('limits.maxAgents')?.getAttribute('aria-invalid')).toBe('true');
    await type('limits.maxAgents', '50');
    expect(text('.summary')).toBe('');
  });

  it('shows what the server refuses at the field it names', async () => {
    await open('general', { [WORKSPACE]: problem(409, 'name.lookalike', 'Conflict', 'Another workspace is called Staging.', { field: 'workspace.name' }) });
    await type('name', 'Staging');
    await save();

    expect(text('#name-wrong')).toContain('Another workspace is called Staging.');
  });

  it('proposes less protection of data instead of saving it', async () => {
    await open('general');
    const box = find<HTMLInputElement>('dataPolicy.encryptionRequired')!;
    box.checked = false;
    box.dispatchEvent(new Event('change'));
    await settle();
    await type('reason', 'The tape library cannot');
    await save();

    expect(server.calls(WORKSPACE)).toHaveLength(0);
    expect(server.calls(PROPOSE)[0]?.body).toEqual({ dataPolicy: { piiAllowed: true, encryptionRequired: false, retentionDays: 365 }, reason: 'The tape library cannot' });
    expect(find<HTMLInputElement>('dataPolicy.encryptionRequired')?.checked).toBe(true);
  });

  it('wants a reason for another policy', async () => {
    await open('policy');
    await type('approvalDeadline', '1');
    await save();

    expect(server.calls(POLICY)).toHaveLength(0);
    expect(text('.summary a')).toBe('Reason: Say something here');
  });

  it('puts another policy in force with everything that was not touched', async () => {
    await open('policy');
    await type('approvalDeadline', '1');
    await type('reason', 'Faster');
    await save();

    expect(server.calls(POLICY)[0]?.body).toEqual({ policy: { ...policyView.policy, approvalDeadline: 'P1D' }, reason: 'Faster' });
    expect(server.calls(POLICY)[0]?.headers.get('if-match')).toBe('"7"');
  });

  it('looks at the effect, and proposes what demands less', async () => {
    await open('policy');
    await type('stages.1.rules.0.required', '1');
    await click('preview');
    expect(text('.effect')).toContain('2 waiting promotions keep the policy revision they began with (7 is in force now); new ones get 8.');
    expect(text('#save')).toBe('Propose change');
    await type('reason', 'One is enough');
    await save();

    expect(server.calls(POLICY)).toHaveLength(0);
    expect(server.calls(PROPOSE)[0]?.body).toMatchObject({ reason: 'One is enough' });
    expect(find<HTMLInputElement>('stages.1.rules.0.required')?.value).toBe('2');
    expect(text('.said')).toContain('Proposed.');
  });

  it('offers to propose when the server refuses to put it in force', async () => {
    await open('policy', { [POLICY]: problem(409, 'policy.needsApproval', 'Needs approval', 'It demands less.') });
    await type('stages.1.rules.0.required', '1');
    await type('reason', 'One is enough');
    await save();

    expect(text('#save')).toBe('Propose change');
    expect(server.calls(PREVIEW)).toHaveLength(1);
  });

  it('asks for the effect anew after another change', async () => {
    await open('policy');
    await type('approvalDeadline', '1');
    await click('preview');
    await type('approvalDeadline', '2');

    expect(text('.effect')).toBe('');
    expect(text('#save')).toBe('Save');
  });

  it('sends only the keys that changed', async () => {
    await open('configuration');
    root().querySelectorAll<HTMLElement>('tbody tr')[1]?.querySelector('button')?.click();
    await settle();
    await type('value.database.url', 'jdbc:postgresql://new.example/shop');
    root().querySelectorAll<HTMLElement>('tbody tr')[2]?.querySelectorAll('button')[1]?.click();
    await settle();
    await type('reason', 'A new database');
    await save();

    expect(server.calls(CONFIGURATION)[0]?.body).toEqual({ set: { 'database.url': 'jdbc:postgresql://new.example/shop' }, unset: ['feature.new-checkout'], reason: 'A new database' });
    expect(server.calls(CONFIGURATION)[0]?.headers.get('if-match')).toBe('"12"');
  });

  it('marks a section that is not saved, and keeps it while another one is shown', async () => {
    await open('general');
    await type('name', 'Production EU');
    screen.renderRoot.querySelector<HTMLElement>('#to-policy')?.click();
    await settle();
    expect(screen.renderRoot.querySelector('#to-general')?.textContent).toContain('(not saved)');
    screen.renderRoot.querySelector<HTMLElement>('#to-general')?.click();
    await settle();

    expect(find<HTMLInputElement>('name')?.value).toBe('Production EU');
  });

  it('shows values and no inputs to who may only read', async () => {
    shown = settingsOf({ may: { POLICY: { allowed: false, why: { code: 'forbidden', message: 'You need the role lead.' } } } });
    await open('policy');

    expect(root().querySelectorAll('input, select, textarea, form')).toHaveLength(0);
    expect(text('.note')).toContain('You need the role lead.');
    expect(text('dl.facts')).toContain('2 × lead or release-manager');
  });
});
