import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Guides and shipped processes lie elsewhere in the repository.
  server: { fs: { allow: [join(import.meta.dirname, '../../../..')] } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    env: { TZ: 'Europe/Berlin' }
  }
});
