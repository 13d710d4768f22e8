import { describe, expect, it } from 'vitest';
import { Failure, type SluiceElement } from '../base/index';
import { Pages } from './pages';

const FIRST = { items: ['a', 'b'], next: '2' };

function pages(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const host = {
    requestUpdate: () => undefined,
    read: (path: string) => {
      asked.push(path);
      const answer = answers[path];
      return answer instanceof Failure ? Promise.reject(answer) : Promise.resolve({ value: answer, etag: '', changed: true });
    }
  } as unknown as SluiceElement;
  return { asked, pages: new Pages<string>(host) };
}

describe('a list of several pages', () => {
  it('shows the first, and more when somebody wants more', async () => {
    const { pages: list, asked } = pages({ '/queue?tab=open&cursor=2': { items: ['c'] } });
    list.take(FIRST, '/queue?tab=open');

    expect(list.items).toEqual(['a', 'b']);

    await list.more();
    await list.more();

    expect(list.items).toEqual(['a', 'b', 'c']);
    expect(list.next).toBeUndefined();
    expect(asked).toEqual(['/queue?tab=open&cursor=2']);
  });

  it('brings as many pages along as were shown when the first one is new', async () => {
    const { pages: list, asked } = pages({ '/events?cursor=2': { items: ['c'], next: '3' }, '/events?cursor=x': { items: ['b'] } });
    list.take(FIRST, '/events');
    await list.more();
    list.take({ items: ['z', 'a'], next: 'x' }, '/events');
    await expect.poll(() => list.items).toEqual(['z', 'a', 'b']);

    expect(asked).toEqual(['/events?cursor=2', '/events?cursor=x']);
  });

  it('does nothing when nothing is new', async () => {
    const { pages: list } = pages({ '/events?cursor=2': { items: ['c'] } });
    list.take(FIRST, '/events');
    await list.more();
    list.take(FIRST, '/events');

    expect(list.items).toEqual(['a', 'b', 'c']);
  });

  it('begins anew with another list', async () => {
    const { pages: list } = pages({ '/queue?tab=open&cursor=2': { items: ['c'] } });
    list.take(FIRST, '/queue?tab=open');
    await list.more();
    list.take({ items: ['q'] }, '/queue?tab=done');

    expect(list.items).toEqual(['q']);
  });

  it('passes over empty pages', async () => {
    const { pages: list } = pages({ '/queue?cursor=2': { items: [], next: '3' }, '/queue?cursor=3': { items: ['x'] } });
    list.take({ items: [], next: '2' }, '/queue');

    await expect.poll(() => list.items).toEqual(['x']);
  });

  it('keeps what is shown when the next page does not come', async () => {
    const { pages: list } = pages({ '/events?cursor=2': new Failure('unavailable', 503) });
    list.take(FIRST, '/events');
    await list.more();

    expect(list.items).toEqual(['a', 'b']);
    expect(list.failure?.kind).toBe('unavailable');
    expect(list.next).toBe('2');
  });
});
