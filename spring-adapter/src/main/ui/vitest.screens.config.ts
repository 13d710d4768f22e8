import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The screens in a real browser; what it has seen lies in `target/screens`. */
export default defineConfig({
  // Guides and shipped processes lie elsewhere in the repository.
  server: { fs: { allow: [join(import.meta.dirname, '../../../..')] } },
  test: { environment: 'node', include: ['src/test/browser/*.browser.ts'], testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false }
});
