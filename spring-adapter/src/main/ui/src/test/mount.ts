import type { LitElement } from 'lit';

/** Puts an element on the page and waits until it shows what the mock answered. */
export async function mount<E extends LitElement>(name: string, attributes: Record<string, string> = {}, properties: Partial<E> = {}): Promise<E> {
  const element = document.createElement(name) as E;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  Object.assign(element, properties);
  document.body.append(element);
  await settled(element);
  return element;
}

/** Waits until nothing is asked and nothing is drawn any more. */
export async function settled(element: LitElement): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await element.updateComplete;
    await new Promise(done => setTimeout(done, 0));
  }
}

/** A key on something within the element's shadow tree. */
export function press(element: LitElement, selector: string, key: string, more: KeyboardEventInit = {}): boolean {
  const target = element.renderRoot.querySelector(selector);
  if (!target) throw new Error(`There is no ${selector}`);
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));
}

/** What one reads, without the blanks of the templates. */
export function textOf(element: LitElement, selector?: string): string {
  const from = selector ? element.renderRoot.querySelector(selector) : element.renderRoot;
  return (from?.textContent ?? '').replace(/\s+/g, ' ').trim();
}
