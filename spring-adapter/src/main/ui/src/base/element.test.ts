import { html } from 'lit';
import { describe, expect, test, vi } from 'vitest';
import { mount, settled, textOf } from '../test/mount';
import { never, offline, problem, reply, serve, session } from '../test/mock';
import { define } from './define';
import { SluiceElement } from './element';
import { catalogue } from './i18n';
import { Resource } from './resource';
import { configure } from './settings';

const words = catalogue('probe', { hello: 'Hello', count: (count: number) => `${count} things` }, { hello: 'Hallo', count: count => `${count} Dinge` });

class Probe extends SluiceElement {
  wanted: string | undefined = '/things';
  readonly things = new Resource<{ items: string[] }>(this, () => this.wanted);

  protected override render() {
    return html`<h1>${this.words(words).hello}</h1>${this.things.view(({ items }) => html`<p>${this.words(words).count(items.length)}</p>`, { loading: 'Loading things…', missing: 'There are none.' })}
      ${this.things.refreshLine()}`;
  }
}
define('test-probe', Probe);

const things = { etag: '1', items: ['a', 'b'] };
const probe = (attributes: Record<string, string> = {}) => mount<Probe>('test-probe', attributes);

describe('a screen', () => {
  test('shows what is there, with the time of it', async () => {
    serve({ 'GET /session': session, 'GET /organizations/acme/things': things });

    const element = await probe();

    expect(textOf(element)).toMatch(/Hello ?2 things Updated \d{1,2}:\d{2}.* · Refresh/);
  });

  test('takes organization and address from itself, from around it, or from the page', async () => {
    const server = serve({ 'GET /session': session, 'GET /organizations/*/things': things }, '/rest');
    const around = document.createElement('div');
    around.setAttribute('organization', 'around');
    around.setAttribute('api', '/rest');
    document.body.append(around);
    const inner = document.createElement('test-probe') as Probe;
    around.append(inner);
    await settled(inner);
    configure({ api: '/rest', organization: 'page' });
    await probe();
    await probe({ organization: 'own' });

    expect(server.asked.map(({ path }) => path).filter(path => path.endsWith('things'))).toEqual(
      ['/organizations/around/things', '/organizations/page/things', '/organizations/own/things']);
  });

  test('speaks the language of the element, of the person, or of the page', async () => {
    serve({ 'GET /session': { ...session, language: 'de' }, 'GET /organizations/acme/things': things });
    document.documentElement.lang = 'en';

    expect(textOf(await probe(), 'h1')).toBe('Hallo');
    expect(textOf(await probe({ lang: 'en' }), 'h1')).toBe('Hello');
  });

  test('uses the words of the host', async () => {
    serve({ 'GET /session': session, 'GET /organizations/acme/things': things });
    configure({ messages: { en: { probe: { hello: 'Howdy' } } } });

    const element = await probe();

    expect(textOf(element, 'h1')).toBe('Howdy');
    expect(textOf(element)).toContain('2 things');
  });

  test.each([
    [problem(500, 'fault', 'Fault', 'x', { incident: 'i-1' }), 'Something went wrong', 'incident i-1'],
    [problem(403, 'access.denied', 'Not allowed', 'You need viewer'), 'You may not see this', 'You need viewer'],
    [problem(404, 'not-found', 'Not found', 'x'), 'Not found', 'There are none.'],
    [reply(401), 'You are signed out', 'Sign in again, then come back here.'],
    [offline, 'No connection', 'Nothing was lost'],
    [problem(503, 'busy', 'Busy', 'The database is busy'), 'Not available at the moment', 'The database is busy']
  ])('says what went wrong', async (answer, title, detail) => {
    serve({ 'GET /session': session, 'GET /organizations/acme/things': answer });

    const element = await probe();

    expect(textOf(element, '[part=error]')).toContain(title);
    expect(textOf(element, '[part=error]')).toContain(detail);
  });

  test('tries again when asked to', async () => {
    const server = serve({ 'GET /session': session, 'GET /organizations/acme/things': offline });
    const element = await probe();

    server.answers['GET /organizations/acme/things'] = things;
    element.renderRoot.querySelector<HTMLElement>('[part=error] button')!.click();
    await settled(element);

    expect(textOf(element)).toContain('2 things');
    expect(element.renderRoot.querySelector('[part=error]')).toBeNull();
  });

  test('keeps what was shown when a refresh fails', async () => {
    const server = serve({ 'GET /session': session, 'GET /organizations/acme/things': things });
    const element = await probe();

    server.answers['GET /organizations/acme/things'] = problem(503, 'busy', 'Busy', 'The database is busy');
    await element.things.reload();
    await settled(element);

    expect(textOf(element)).toContain('2 things');
    expect(textOf(element)).toContain('The database is busy');
    expect(textOf(element)).toContain('Not updated since');
  });

  test('shows a skeleton with words for who cannot see it', async () => {
    serve({ 'GET /session': session, 'GET /organizations/acme/things': never });

    const element = await probe();

    expect(textOf(element, '[part=loading] [role=status]')).toBe('Loading things…');
  });

  test('asks the host to sign the person in', async () => {
    serve({ 'GET /session': session, 'GET /organizations/acme/things': reply(401) });
    let asked = 0;
    document.addEventListener('sluice-auth-required', () => asked++);

    await probe();

    expect(asked).toBe(1);
  });

  test('shows another thing when it is told to, and never what came late', async () => {
    let slow: (value: unknown) => void = () => undefined;
    serve({
      'GET /session': session, 'GET /organizations/acme/things': things,
      'GET /organizations/acme/slow': () => new Promise(answer => (slow = answer))
    });
    const element = await probe();

    element.wanted = '/slow';
    element.requestUpdate();
    await settled(element);
    expect(textOf(element)).not.toContain('2 things');
    element.wanted = '/things';
    element.requestUpdate();
    await settled(element);
    slow({ items: ['late'] });
    await settled(element);

    expect(textOf(element)).toContain('2 things');
  });

  test('lets a host take a navigation, and a link open in a new tab', async () => {
    serve({ 'GET /session': session, 'GET /organizations/acme/things': things });
    const element = await probe();
    const seen: unknown[] = [];
    element.addEventListener('sluice-navigate', event => seen.push(event.detail));

    const click = new MouseEvent('click', { cancelable: true });
    element.go('promotion', { promotion: 'P-1' }, click);
    element.go('promotion', { promotion: 'P-2' }, new MouseEvent('click', { ctrlKey: true, cancelable: true }));

    expect(seen).toEqual([{ screen: 'promotion', params: { promotion: 'P-1' } }]);
    expect(click.defaultPrevented).toBe(true);
    expect(element.href('promotion', { promotion: 'P/1' })).toBe('#/promotions/P%2F1');
    configure({ href: ({ screen }) => `/host/${screen}` });
    expect(element.href('queue', {})).toBe('/host/queue');
    const assigned = vi.spyOn(location, 'assign').mockImplementation(() => undefined);
    element.go('queue', {});
    element.addEventListener('sluice-navigate', event => event.preventDefault());
    element.go('board', {});
    expect(assigned.mock.calls).toEqual([['/host/queue']]);
  });
});
