import { defineConfig } from 'vitest/config';

/** The screens in a real browser; what it has seen lies in `target/screens`. */
export default defineConfig({
  test: { environment: 'node', include: ['src/test/browser/*.browser.ts'], testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false }
});
