import { describe, expect, test } from 'vitest';
import { mount, settled, textOf } from '../test/mount';
import { serve, session } from '../test/mock';
import { SluiceDialog } from './dialog';
import { Failure } from './failure';

const dialog = async (properties: Partial<SluiceDialog> = {}, content = '<input id="reason" value="typed">') => {
  serve({ 'GET /session': session });
  const element = await mount<SluiceDialog>('sluice-dialog', {}, { heading: 'Reject?', confirm: 'Reject', ...properties });
  element.innerHTML = content;
  element.open = true;
  await settled(element);
  return element;
};
const confirm = (element: SluiceDialog) => element.renderRoot.querySelector<HTMLElement>('#confirm')!;
const native = (element: SluiceDialog) => element.renderRoot.querySelector('dialog')!;

describe('a dialog', () => {
  test('asks, does it once however often one clicks, and closes', async () => {
    let times = 0;
    let finish: () => void = () => undefined;
    const element = await dialog({ action: () => new Promise<void>(done => { times++; finish = done; }) });
    let done = 0;
    element.addEventListener('done', () => done++);

    confirm(element).click();
    confirm(element).click();
    await settled(element);
    expect(confirm(element).getAttribute('aria-busy')).toBe('true');
    finish();
    await settled(element);

    expect([times, done, element.open, native(element).open]).toEqual([1, 1, false, false]);
  });

  test('stays open with what was typed when it failed, and says why', async () => {
    const element = await dialog({
      action: () => Promise.reject(new Failure('conflict', 409, { type: '', title: 'Ended already', status: 409, detail: 'Tom Berg rejected this.', code: 'x', retryable: false }))
    });

    confirm(element).click();
    await settled(element);

    expect(element.open).toBe(true);
    expect(textOf(element, '[part=error]')).toContain('Tom Berg rejected this.');
    expect(element.querySelector('input')!.value).toBe('typed');
  });

  test('stays open when the action says that the form has errors', async () => {
    const element = await dialog({ action: () => Promise.resolve(false) });
    element.errors = [{ id: 'reason', message: 'Give a reason' }];

    confirm(element).click();
    await settled(element);

    expect(element.open).toBe(true);
    expect(textOf(element, '.summary')).toBe('There is 1 thing to correct Give a reason');
  });

  test('can be refused with a reason, and then does nothing', async () => {
    let times = 0;
    const element = await dialog({ why: 'Tick each of them first', action: () => Promise.resolve(void times++) });

    confirm(element).click();
    await settled(element);

    expect(times).toBe(0);
    expect(confirm(element).getAttribute('aria-disabled')).toBe('true');
    expect(textOf(element, '#why')).toBe('Tick each of them first');
  });

  test('closes on Esc unless somebody objects', async () => {
    const element = await dialog();
    const object = (event: Event) => event.preventDefault();

    element.addEventListener('dismiss', object);
    native(element).dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(element.open).toBe(true);
    element.removeEventListener('dismiss', object);
    native(element).dispatchEvent(new Event('cancel', { cancelable: true }));

    expect(element.open).toBe(false);
  });

  test('puts the focus on the first control and back where it was', async () => {
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    const element = await dialog();
    expect(document.activeElement).toBe(element.querySelector('input'));

    element.open = false;
    await settled(element);

    expect(document.activeElement).toBe(before);
  });

  test('says that it was dismissed when the browser closed it, and nothing when it was taken away', async () => {
    const element = await dialog();
    let dismissed = 0;
    element.addEventListener('dismiss', () => dismissed++);

    native(element).close();
    await settled(element);
    expect([dismissed, element.open]).toEqual([1, false]);
    element.open = true;
    await settled(element);
    element.remove();
    native(element).dispatchEvent(new Event('close'));

    expect(dismissed).toBe(1);
  });
});
