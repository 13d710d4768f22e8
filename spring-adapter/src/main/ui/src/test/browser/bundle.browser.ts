/** The bundle as hosts get it, in their pages. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processState } from '../../diagram/diagram.screens';
import { boardOf, NOW, workspaces } from '../fixtures';
import { session } from '../mock';
import { launch } from './browser';
import { ROOT, startHost, type Host } from './host';

const shipped = readFileSync(join(ROOT, '../../../../promotion-bpmn/src/main/resources/io/sluice/promotion/bpmn/promotion.bpmn'), 'utf8');

describe('the bundle', () => {
  let host: Host;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const asked: string[] = [];

  beforeAll(async () => {
    host = await startHost({
      '/board': '<sluice-board></sluice-board>',
      '/diagram': '<sluice-bpmn-diagram promotion-id="P-1043"></sluice-bpmn-diagram>',
      '/selector': '<sluice-workspace-selector value="dev"></sluice-workspace-selector><p id="later"></p>',
      '/twice': '<script type="module" src="/sluice/sluice.js?again"></script><sluice-board></sluice-board>',
      '/app': '<sluice-app></sluice-app>'
    }, {
      'GET /session': session, 'GET /organizations/acme/board': boardOf(), 'GET /organizations/acme/workspaces': { items: workspaces },
      'POST /organizations/acme/eligibility': { items: [], now: NOW },
      'GET /organizations/acme/promotions/P-1043/process': processState, 'GET /organizations/acme/promotions/P-1043/process/diagram': shipped
    });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  const open = async (path: string) => {
    await page?.close();
    complaints.length = 0;
    asked.length = 0;
    page = await browser.newPage();
    page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('request', request => asked.push(new URL(request.url()).pathname));
    await page.goto(host.address + path);
  };

  test('works under a policy that allows nothing inline and nothing from elsewhere', async () => {
    for (const path of ['/board', '/diagram', '/selector', '/app']) {
      await open(path);
      await page.locator(path === '/diagram' ? '.djs-shape' : path === '/selector' ? '#chosen' : 'table').first().waitFor();
      expect(complaints, path).toEqual([]);
    }
  });

  test('brings along only what the page uses', async () => {
    await open('/selector');
    await page.locator('#chosen').waitFor();
    const before = asked.join(' ');
    expect(before).toContain('workspace-selector');
    expect(before).not.toContain('viewer');
    expect(before).not.toContain('parts/board');

    await page.evaluate(() => document.querySelector('#later')?.append(document.createElement('sluice-board')));
    await page.locator('table').waitFor();

    expect(asked.join(' ')).toContain('parts/board');
  });

  test('bears being included twice', async () => {
    await open('/twice');
    await page.locator('table').waitFor();

    expect(complaints).toEqual([]);
    expect(await page.locator('tbody tr').count()).toBe(3);
  });

  test("leaves the mark of the diagram's makers visible and uncovered, as their licence asks", async () => {
    await open('/diagram');
    const mark = page.locator('.bjs-powered-by');
    await mark.waitFor({ state: 'visible' });

    const box = (await mark.boundingBox())!;
    const onTop = await page.evaluate(({ x, y }) => {
      let top = document.elementFromPoint(x, y);
      while (top?.shadowRoot?.elementFromPoint(x, y)) top = top.shadowRoot.elementFromPoint(x, y);
      return top?.closest('a')?.getAttribute('href');
    }, { x: box.x + box.width / 2, y: box.y + box.height / 2 });

    expect(box.width).toBeGreaterThan(40);
    expect(onTop).toBe('http://bpmn.io');
    expect(await page.getByRole('link', { name: 'Powered by bpmn.io' }).count()).toBe(1);
  });

  test('draws where the process stands', async () => {
    await open('/diagram');
    await page.locator('.djs-shape').first().waitFor();

    expect(await page.locator('[data-element-id=run-checks].sluice-done').count()).toBe(1);
    expect(await page.locator('[data-element-id=approve].sluice-active').count()).toBe(1);
    expect(await page.locator('.token').textContent()).toBe('1');
    expect(await page.locator('[data-element-id=checks-done].sluice-taken').count()).toBe(1);
  });

  test('moves and zooms the diagram by keyboard', async () => {
    await open('/diagram');
    const shape = page.locator('[data-element-id=approve]');
    await shape.waitFor();
    const before = (await shape.boundingBox())!;

    await page.locator('svg[tabindex]').focus();
    await page.keyboard.press('ArrowRight');
    const moved = (await shape.boundingBox())!;
    await page.keyboard.press('+');
    const larger = (await shape.boundingBox())!;

    expect(moved.x).toBeCloseTo(before.x - 40, 0);
    expect(larger.width).toBeGreaterThan(moved.width);
  });

  test('goes from screen to screen by addresses after the #', async () => {
    await open('/app#/board');
    await page.getByRole('link', { name: 'Promote 2.9.0' }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe('#/new?artifact=service%3Acheckout-service&version=2.9.0&from=dev&to=staging');

    await page.goBack();
    await page.locator('table').waitFor();
    await page.getByRole('link', { name: /waiting 1 of 2/ }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe('#/promotions/P-1043');
  });

  test('lets the host go elsewhere', async () => {
    await open('/app#/board');
    await page.evaluate(() => document.addEventListener('sluice-navigate', event => {
      event.preventDefault();
      document.title = event.detail.screen;
    }));

    await page.getByRole('link', { name: 'Promote 2.9.0' }).click();

    await page.waitForFunction(() => document.title === 'wizard');
    expect(new URL(page.url()).hash).toBe('#/board');
  });

  test("gives hosts types that fit a strict program of theirs, and the one of the guide in React", () => {
    const folder = host.bundle;
    writeFileSync(join(folder, 'host.ts'), `import { configure, type Failure, type Queue } from './sluice';
configure({ api: '/api', href: ({ screen, params }) => screen === 'promotion' ? \`/p/\${params.promotion}\` : '/', messages: { en: { board: { title: 'Releases' } } } });
document.addEventListener('sluice-navigate', event => { if (event.detail.screen === 'settings') location.assign(event.detail.params.workspace); });
document.createElement('sluice-board').only = 'pending';
// @ts-expect-error there is no such filter
document.createElement('sluice-board').only = 'nothing';
export const sum = (queue: Queue, failure: Failure): number => queue.items.length + failure.status;
`);
    // As much of React as the types and the guide use.
    mkdirSync(join(folder, 'node_modules/react'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/react/index.d.ts'), `export interface RefObject<T> { current: T }
export type DetailedHTMLProps<A, T> = A & { ref?: RefObject<T | null>; key?: string };
export interface HTMLAttributes<T> { className?: string; onClick?: (event: { currentTarget: T }) => void }
export function useRef<T>(initial: T | null): RefObject<T | null>;
export function useEffect(effect: () => void | (() => void), on?: readonly unknown[]): void;
export namespace JSX { interface Element { type: string } interface IntrinsicElements { div: DetailedHTMLProps<HTMLAttributes<HTMLDivElement>, HTMLDivElement> } }`);
    writeFileSync(join(folder, 'node_modules/react/jsx-runtime.d.ts'), `export { JSX } from './index';
export function jsx(type: unknown, props: unknown): unknown;
export function jsxs(type: unknown, props: unknown): unknown;`);
    writeFileSync(join(folder, 'react.tsx'), /```tsx\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, '../../../../docs/ui.md'), 'utf8'))![1]!);
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--noEmit', '--ignoreConfig', '--strict', '--target', 'es2022',
      '--module', 'esnext', '--moduleResolution', 'bundler', '--types', '', '--jsx', 'react-jsx', join(folder, 'host.ts'), join(folder, 'react.tsx')], { encoding: 'utf8' });

    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
