// How long the board takes to show its data: node build/bench.mjs
// 200 artifacts in 5 workspaces, in Chromium, with the bundle as it is in the jar. From the arrival of the answer, before it
// is parsed, until everything is laid out.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const ROUNDS = 15;
const WARM_UP = 3;
const root = join(import.meta.dirname, '..');
const bundle = mkdtempSync(join(tmpdir(), 'sluice-ui-'));
execFileSync(process.execPath, [join(root, 'build/build.mjs')], { env: { ...process.env, SLUICE_UI_OUT: bundle }, stdio: ['ignore', 'ignore', 'inherit'] });

const TYPES = ['DEVELOPMENT', 'STAGING', 'STAGING', 'PRODUCTION', 'SANDBOX'];
const columns = ['dev', 'test', 'staging', 'prod', 'play'].map((id, at) => ({
  id, name: id, environmentType: TYPES[at], protected: id === 'prod', description: '', waitingForYou: 0, ...(at > 0 && at < 4 ? { promotionFrom: ['dev', 'test', 'staging'][at - 1] } : {})
}));
const person = { id: 'mia.chen', name: 'Mia Chen' };
const since = '2026-11-20T09:00:00Z';
const boardOf = step => ({
  now: '2026-11-23T09:42:00Z', columns,
  items: Array.from({ length: 200 }, (_, row) => ({
    artifact: { kind: 'service', id: `service-${String(row).padStart(3, '0')}` },
    cells: Object.fromEntries(columns.map((column, at) => [column.id, {
      live: { release: `r-${row}-${at}`, version: `2.${8 - at}.${row + step}`, digest: 'sha256:4f1c8e22b7', since, cause: 'PROMOTED', promotion: 'P-1', by: person },
      behind: at % 4 === 0 ? 0 : at,
      ...((row + at) % 7 === 3 ? { pending: { id: `P-${row}`, kind: 'PROMOTION', artifact: { kind: 'service', id: 'x' }, version: '2.9.0', others: [], source: columns[0], target: column, status: 'PENDING',
        phase: 'AWAITING_APPROVAL', detail: 'Waits', requestedBy: person, requestedAt: since, reason: 'x', approval: { stage: 'release', given: 1, required: 2, due: '2026-11-24T09:42:00Z' } } } : {}),
      ...((row + at) % 50 === 0 ? { drift: { words: 'changed outside', since } } : {})
    }]))
  }))
});

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://host').pathname;
  if (path === '/') response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Board</title><script type="module" src="/sluice.js"></script><main></main>');
  else if (path.endsWith('.js')) response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(join(bundle, path)));
  else response.writeHead(204).end();
});
await new Promise(listening => server.listen(0, '127.0.0.1', listening));
const names = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env.CHROMIUM ?? names.find(name => { try { readFileSync(name, { flag: 'r' }); return true; } catch { return false; } });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  // What the thread of the page computes, not what a clock shows: other programs count for less.
  const tracing = await page.context().newCDPSession(page);
  await tracing.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => (await tracing.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const rounds = async boards => {
    const times = [];
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      const before = await spent();
      const time = await page.evaluate(measure, boards);
      const processor = await spent() - before;
      if (round >= WARM_UP) times.push({ time, processor });
    }
    return times;
  };
  report([['board, first shown', await rounds([boardOf(0)])], ['board, shown and every version changed', await rounds([boardOf(0), boardOf(1)])]]);
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(bundle, { recursive: true, force: true });
}

/** Runs in the page. The last of the boards is what is measured. */
async function measure(boards) {
  const texts = boards.map(board => JSON.stringify(board));
  let next = 0;
  let arrived = 0;
  globalThis.fetch = async address => {
    const path = String(address);
    if (path.endsWith('/session')) {
      return new Response(JSON.stringify({ person: { id: 'a', name: 'A' }, organizations: [{ id: 'acme', name: 'Acme' }], organization: 'acme', now: '2026-11-23T09:42:00Z', may: [] }), { headers: { 'content-type': 'application/json' } });
    }
    if (path.includes('/board')) {
      const response = new Response(texts[Math.min(next++, texts.length - 1)], { headers: { 'content-type': 'application/json' } });
      arrived = performance.now();
      return response;
    }
    return new Response(JSON.stringify({ items: [], now: '2026-11-23T09:42:00Z' }), { headers: { 'content-type': 'application/json' } });
  };
  document.querySelector('main').replaceChildren();
  const board = document.createElement('sluice-board');
  document.querySelector('main').append(board);
  await customElements.whenDefined('sluice-board');
  await board.updateComplete;
  const shown = version => new Promise(done => {
    const look = () => {
      const body = board.shadowRoot.querySelector('tbody');
      if (body?.rows.length !== 200 || body.rows[199].querySelector('.version').textContent !== version) return;
      seen.disconnect();
      // Nothing of the layout is left for later.
      body.rows[199].getBoundingClientRect();
      done(performance.now() - arrived);
    };
    const seen = new MutationObserver(look);
    seen.observe(board.shadowRoot, { childList: true, subtree: true, characterData: true });
    look();
  });
  let time = await shown('2.8.199');
  if (boards.length > 1) {
    board.shadowRoot.querySelector('.refresh button').click();
    time = await shown('2.8.200');
  }
  return time;
}

function report(measured) {
  const middle = values => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
  const cells = measured.map(([name, rounds]) => {
    const times = rounds.map(({ time }) => time);
    return [name, '200 × 5', middle(times).toFixed(0), `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`, middle(rounds.map(({ processor }) => processor)).toFixed(0), String(rounds.length)];
  });
  for (const [name, size, median, range, processor] of cells) console.log(`screens ${name.replaceAll(/[ ,]+/g, '-')} ${size.replaceAll(' ', '')} ${median} ${range} ${processor}`);
  console.log('\n| Screen | Artifacts × workspaces | Median ms | Min–max ms | Processor ms | Rounds |\n| --- | --- | --- | --- | --- | --- |');
  for (const row of cells) console.log(`| ${row.join(' | ')} |`);
}
