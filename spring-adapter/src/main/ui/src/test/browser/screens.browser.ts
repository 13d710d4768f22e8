/**
 * Every screen in every state: no violation of WCAG 2.2 AA that axe can see, no horizontal scroll, nothing on the console.
 * SCREENS=board,queue looks at some only; STATES=normal likewise; VARIANTS=wide-light-en likewise.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { screens } from '../all-screens';
import type { ScreenState } from '../screens';
import { launch } from './browser';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ROOT = join(import.meta.dirname, '../../..');
const PICTURES = process.env['SLUICE_UI_SCREENS'] ?? join(ROOT, '../../../target/screens');
const VARIANTS = [
  { name: 'wide-light-en', width: 1280, theme: 'light', lang: 'en' },
  { name: 'narrow-light-de', width: 320, theme: 'light', lang: 'de' },
  { name: 'wide-dark-de', width: 1280, theme: 'dark', lang: 'de' },
  { name: 'narrow-dark-en', width: 320, theme: 'dark', lang: 'en' }
] as const;
type Variant = (typeof VARIANTS)[number];

const wanted = (list: string | undefined, name: string) => !list || list.split(',').includes(name);

describe.each(VARIANTS.filter(variant => wanted(process.env['VARIANTS'], variant.name)))('$name', variant => {
  let server: ViteDevServer;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    mkdirSync(join(PICTURES, variant.name), { recursive: true });
    server = await createServer({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error',
      server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false, watch: null } });
    await server.listen();
    browser = await launch();
    context = await browser.newContext({ viewport: { width: variant.width, height: 900 }, timezoneId: 'Europe/Berlin', locale: variant.lang,
      colorScheme: variant.theme, reducedMotion: 'reduce', bypassCSP: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const screen of screens.filter(({ name }) => wanted(process.env['SCREENS'], name))) {
    for (const [state, definition] of Object.entries(screen.states).filter(([name]) => wanted(process.env['STATES'], name))) {
      test(`${screen.name}, ${state}`, async () => {
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', message => {
          if (['error', 'warning'].includes(message.type()) && !message.text().includes('dev mode')) complaints.push(message.text());
        });
        page.on('pageerror', error => complaints.push(String(error)));
        try {
          await open(page, server, `screen=${screen.name}&state=${state}&lang=${variant.lang}&theme=${variant.theme}`);
          await act(page, definition, variant);
          await page.screenshot({ path: join(PICTURES, variant.name, `${screen.name}-${state}.png`), fullPage: true });
          if (definition.shows && variant.lang === 'en') {
            expect(await page.getByText(definition.shows).first().isVisible(), `"${definition.shows}" is shown`).toBe(true);
          }
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(overflow, 'no horizontal scroll').toBeLessThanOrEqual(0);
          expect(await violations(page)).toEqual([]);
          expect(complaints).toEqual([]);
        } finally {
          await page.close();
        }
      });
    }
  }
});

async function open(page: Page, server: ViteDevServer, query: string): Promise<void> {
  const address = server.resolvedUrls?.local[0] ?? '';
  await page.goto(`${address}src/test/page.html?${query}`);
  await page.waitForFunction(() => (document.querySelector('main > *')?.shadowRoot?.childElementCount ?? 0) > 0);
  await settle(page);
}

/** Waits until the mock has answered and Lit has nothing left to do. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as unknown as { sluiceMock: { pending: number } }).sluiceMock.pending === 0);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) {
      await new Promise(done => requestAnimationFrame(done));
    }
  });
  await page.waitForFunction(() => (window as unknown as { sluiceMock: { pending: number } }).sluiceMock.pending === 0);
}

async function act(page: Page, state: ScreenState, variant: Variant): Promise<void> {
  if (state.act) await state.act(page);
  await settle(page);
  // A skeleton shows itself after 300 ms; what is there already is not waited for.
  await page.waitForFunction(() => document.getAnimations().every(animation => animation.playState !== 'running' || animation.effect?.getTiming().iterations === Infinity));
  expect(variant.width).toBe(page.viewportSize()?.width);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } };
    return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  });
  return results.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}
