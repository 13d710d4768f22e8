import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OFFLINE = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-prefers-reduced-motion'];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: browserOnThisMachine(), args: OFFLINE });
}

/** $CHROMIUM, or a browser on the PATH. */
function browserOnThisMachine(): string {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)));
  const found = [process.env['CHROMIUM'], ...onPath].find(file => file && isExecutable(file));
  if (!found) {
    throw new Error('Chromium is missing: install it (Debian: apt-get install chromium), or set CHROMIUM to its path');
  }
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
