import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Built by Maven before it runs these tests. */
export const VERIFIER = process.env.VERIFIER ?? fileURLToPath(new URL('../../../target/promotion-verifier.jar', import.meta.url));

/** What the verifier says of each file. */
export function verify(files) {
  const folder = mkdtempSync(join(tmpdir(), 'promotion-'));
  try {
    // Each process with an id of its own: files that are judged together may call each other.
    const names = files.map((xml, index) => {
      const name = join(folder, `${index}.bpmn`);
      writeFileSync(name, xml.replaceAll('"promotion"', `"promotion-${index}"`));
      return name;
    });
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
    const { stdout, stderr, error } = spawnSync(java, ['-jar', VERIFIER, '--format', 'json', ...names],
      { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (error || stderr) {
      throw new Error(`${error ?? ''} ${stderr}`);
    }
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
