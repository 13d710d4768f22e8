import { html } from 'lit';
import { describe, expect, test } from 'vitest';
import { mount, press, settled } from '../test/mount';
import { serve, session } from '../test/mock';
import { define } from './define';
import { SluiceElement } from './element';
import { ListKeys } from './keys';
import './dialog';

class Rows extends SluiceElement {
  readonly done: string[] = [];
  readonly listKeys = new ListKeys(this, {
    rows: () => [...this.renderRoot.querySelectorAll<HTMLElement>('li')],
    open: row => this.done.push(`open ${row.id}`), approve: row => this.done.push(`approve ${row.id}`), reject: row => this.done.push(`reject ${row.id}`)
  });

  protected override render() {
    return html`<ul><li id="one" tabindex="-1">One <input id="field"></li><li id="two" tabindex="-1">Two</li></ul>${this.listKeys.help()}`;
  }
}
define('test-rows', Rows);

const rows = async (attributes: Record<string, string> = {}) => {
  serve({ 'GET /session': session });
  return mount<Rows>('test-rows', attributes);
};
const focused = (element: Rows) => (element.renderRoot as ShadowRoot).activeElement?.id;

describe('keys of a list', () => {
  test('move, open, approve and reject', async () => {
    const element = await rows();

    press(element, '#one', 'j');
    expect(focused(element)).toBe('two');
    press(element, '#two', 'Enter');
    press(element, '#two', 'a');
    press(element, '#two', 'ArrowUp');
    expect(focused(element)).toBe('one');
    press(element, '#one', 'r');

    expect(element.done).toEqual(['open two', 'approve two', 'reject one']);
  });

  test('have one row in the tab order', async () => {
    const element = await rows();
    const order = () => [...element.renderRoot.querySelectorAll('li')].map(row => row.tabIndex);

    expect(order()).toEqual([0, -1]);
    press(element, '#one', 'ArrowDown');
    element.requestUpdate();
    await settled(element);

    expect(order()).toEqual([-1, 0]);
  });

  test('mean nothing in a field, with Ctrl, or when letters are switched off', async () => {
    const element = await rows();
    press(element, '#field', 'a');
    press(element, '#one', 'a', { ctrlKey: true });
    const silent = await rows({ keys: 'off' });
    press(silent, '#one', 'a');
    press(silent, '#one', '?');
    press(silent, '#one', 'Enter');

    expect(element.done).toEqual([]);
    expect(silent.done).toEqual(['open one']);
    expect(silent.listKeys.helping).toBe(false);
  });

  test('are shown by ?', async () => {
    const element = await rows();

    press(element, '#one', '?');
    await settled(element);

    expect(element.renderRoot.querySelector('sluice-dialog')!.textContent).toContain('approve');
  });
});
