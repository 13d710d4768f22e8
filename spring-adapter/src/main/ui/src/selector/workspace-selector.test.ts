import { describe, expect, test } from 'vitest';
import { workspaces } from '../test/fixtures';
import { mount, press } from '../test/mount';
import { serve, session } from '../test/mock';
import './workspace-selector';
import type { SluiceWorkspaceSelector } from './workspace-selector';

const selector = (attributes: Record<string, string> = {}, items = workspaces) => {
  serve({ 'GET /session': session, 'GET /organizations/*/workspaces': { items } });
  return mount<SluiceWorkspaceSelector>('sluice-workspace-selector', attributes);
};
const changes = () => {
  const seen: unknown[] = [];
  document.addEventListener('sluice-workspace-change', event => seen.push(event.detail));
  return seen;
};

describe('the workspace selector', () => {
  test('tells of each workspace its kind, whether it is protected and what waits', async () => {
    const element = await selector({ value: 'dev' });

    const texts = [...element.renderRoot.querySelectorAll('[role=option]')].map(option => option.textContent!.replace(/\s+/g, ' ').trim());

    expect(texts[2]).toContain('Production');
    expect(texts[2]).toContain('PROD');
    expect(texts[2]).toContain('protected');
    expect(texts[2]).toContain('2 waiting for you');
    expect(texts[0]).not.toContain('waiting');
  });

  test('changes by keyboard, tells the page, and remembers', async () => {
    localStorage.clear();
    const element = await selector({ value: 'dev' });
    const seen = changes();

    element.renderRoot.querySelector<HTMLElement>('#chosen')!.click();
    await element.updateComplete;
    press(element, '#list', 'ArrowDown');
    press(element, '#list', 'ArrowDown');
    press(element, '#list', 'Enter');
    await element.updateComplete;

    expect(seen).toEqual([{ workspace: 'prod', before: 'dev', byPerson: true }]);
    expect(element.value).toBe('prod');
    expect((await selector()).value).toBe('prod');
    expect(seen.at(-1)).toEqual({ workspace: 'prod', before: undefined, byPerson: false });
  });

  test('finds a workspace by its first letters', async () => {
    const element = await selector({ value: 'dev' });

    element.renderRoot.querySelector<HTMLElement>('#chosen')!.click();
    press(element, '#list', 'p');
    press(element, '#list', 'l');
    press(element, '#list', 'Enter');

    expect(element.value).toBe('play');
  });

  test('stays where it is when the host says no', async () => {
    const element = await selector({ value: 'dev', mode: 'compact' });
    element.addEventListener('sluice-workspace-change', event => event.preventDefault());

    const select = element.renderRoot.querySelector('select')!;
    select.value = 'prod';
    select.dispatchEvent(new Event('change'));

    expect(element.value).toBe('dev');
  });

  test('remembers nothing when that is switched off', async () => {
    localStorage.clear();
    const element = await selector({ value: 'dev', mode: 'compact', remember: 'off' });

    const select = element.renderRoot.querySelector('select')!;
    select.value = 'prod';
    select.dispatchEvent(new Event('change'));

    expect(element.value).toBe('prod');
    expect(localStorage.length).toBe(0);
  });

  test('is a plain text when there is but one workspace, and says so when there is none', async () => {
    const one = await selector({}, workspaces.slice(0, 1));
    expect(one.renderRoot.querySelector('button, select')).toBeNull();
    expect(one.renderRoot.textContent).toContain('Development');

    const none = await selector({}, []);
    expect(none.renderRoot.textContent).toContain('No workspace is visible to you. Ask an administrator.');
  });

  test('draws a bar at the edge of the page only in a protected workspace', async () => {
    expect((await selector({ value: 'prod' })).renderRoot.querySelector('.bar')).not.toBeNull();
    expect((await selector({ value: 'dev' })).renderRoot.querySelector('.bar')).toBeNull();
    expect((await selector({ value: 'prod', bar: 'off' })).renderRoot.querySelector('.bar')).toBeNull();
  });
});
