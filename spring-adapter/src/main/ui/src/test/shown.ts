/** Puts an element into the page and waits until it has nothing left to do. */
import type { LitElement } from 'lit';

export async function show<T extends HTMLElement>(name: string, attributes: Record<string, string> = {}): Promise<T> {
  const element = document.createElement(name) as T;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  document.body.append(element);
  await settle();
  return element;
}

/** Lets answers arrive and elements draw themselves. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    await new Promise(done => setTimeout(done));
    await Promise.all(everything(document).map(each => (each as Partial<LitElement>).updateComplete));
  }
}

/** Elements that match, through shadow trees. */
export function all<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return everything(root).filter(each => each.matches(selector)) as T[];
}

export function one<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T {
  const found = all<T>(selector, root)[0];
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
}

/** What can be read on the page, in one line. */
export function text(root: ParentNode = document): string {
  return words(root).replace(/\s+/g, ' ').trim();
}

export function button(label: string | RegExp, root: ParentNode = document): HTMLElement {
  const found = all('button, a', root).find(each => {
    const name = (each.getAttribute('aria-label') ?? each.textContent ?? '').trim();
    return typeof label === 'string' ? name === label : label.test(name);
  });
  if (!found) throw new Error(`No button ${String(label)}`);
  return found;
}

export async function type(control: HTMLInputElement | HTMLTextAreaElement, value: string): Promise<void> {
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

export async function press(label: string | RegExp, root: ParentNode = document): Promise<void> {
  button(label, root).click();
  await settle();
}

function everything(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap(each => each.shadowRoot ? [each, ...everything(each.shadowRoot)] : [each]);
}

function words(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof Element && node.localName === 'style') return '';
  const inner = node instanceof Element && node.shadowRoot ? words(node.shadowRoot) : '';
  return inner + [...node.childNodes].map(words).join(' ');
}
