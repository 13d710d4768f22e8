/**
 * Every screen in every state: no violation of WCAG 2.2 AA that axe can see, no horizontal scroll, nothing on the console.
 * SCREENS=board,queue looks at some only; STATES=normal likewise; VARIANTS=wide-light-en likewise. Two variants show every
 * state; the other two cross them and show what differs with the words and the colours, or every state with VARIANTS=all.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { screens } from '../all-screens';
import { launch } from './browser';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ROOT = join(import.meta.dirname, '../../..');
const PICTURES = process.env['SLUICE_UI_SCREENS'] ?? join(ROOT, '../../../target/screens');
const VARIANTS = [
  { name: 'wide-light-en', width: 1280, theme: 'light', lang: 'en', states: '' },
  { name: 'narrow-dark-de', width: 320, theme: 'dark', lang: 'de', states: '' },
  { name: 'wide-dark-de', width: 1280, theme: 'dark', lang: 'de', states: 'normal,long' },
  { name: 'narrow-light-en', width: 320, theme: 'light', lang: 'en', states: 'normal,long' }
] as const;

const EVERYTHING = process.env['VARIANTS'] !== undefined;
const wanted = (list: string | undefined, name: string) => !list || list.split(',').includes(name);

interface Shown {
  sluiceShow: (screen: string, state: string) => Promise<void>;
  sluicePending: () => number;
}

const shownIn = (variant: { states: string }) => screens.flatMap(screen => Object.entries(screen.states)
  .filter(([name]) => wanted(process.env['SCREENS'], screen.name) && wanted(process.env['STATES'], name) && (EVERYTHING || wanted(variant.states, name)))
  .map(([state, definition]) => ({ screen, state, definition })));

describe.each(VARIANTS.filter(variant => shownIn(variant).length > 0 && (process.env['VARIANTS'] === 'all' || wanted(process.env['VARIANTS'], variant.name))))('$name', variant => {
  let server: ViteDevServer;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(join(PICTURES, variant.name), { recursive: true });
    server = await createServer({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error',
      server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false, watch: null, fs: { allow: [join(ROOT, '../../../..')] } } });
    await server.listen();
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: variant.width, height: 900 }, timezoneId: 'Europe/Berlin', locale: variant.lang,
      colorScheme: variant.theme, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type()) && !message.text().includes('dev mode')) complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(String(error)));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}src/test/page.html?lang=${variant.lang}&theme=${variant.theme}`);
    await page.waitForFunction(() => 'sluiceShow' in window);
    await page.evaluate(AXE);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const { screen, state, definition } of shownIn(variant)) {
    test(`${screen.name}, ${state}`, async () => {
      complaints.length = 0;
      await page.context().setOffline(false);
      await page.evaluate(([name, state]) => (window as unknown as Shown).sluiceShow(name!, state!), [screen.name, state]);
      await settle(page);
      await definition.act?.(page);
      if (definition.offline) await page.context().setOffline(true);
      await settle(page);
      // German words differ; that they are there the compiler has seen.
      if (definition.shows && variant.lang === 'en') {
        await page.getByText(definition.shows).first().waitFor({ state: 'visible', timeout: 10_000 });
      }
      await page.screenshot({ path: join(PICTURES, variant.name, `${screen.name}-${state}.png`), fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, 'no horizontal scroll').toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }
});

/** Waits until the mock has answered, Lit has nothing left to do and what appears has appeared. */
async function settle(page: Page): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await page.waitForFunction(() => (window as unknown as Shown).sluicePending() === 0);
    await page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) {
        await new Promise(done => requestAnimationFrame(done));
      }
    });
  }
  await page.waitForFunction(() => document.getAnimations().every(animation =>
    animation.playState !== 'running' || animation.effect?.getTiming().iterations === Infinity));
}

async function violations(page: Page): Promise<string[]> {
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: unknown) => Promise<AxeResults> } };
    return axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  });
  return results.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}
