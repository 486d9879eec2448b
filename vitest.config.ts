import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Two files side by side on two cores: most of a file's time is waiting for servers of its own.
    maxWorkers: 2,
    env: { TZ: 'UTC' },
  },
});
