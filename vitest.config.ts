import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The server that skips time strands the long play of many loans now and then (test/support/skippingClock.ts): it has a
    // command of its own, `npm run test:tracks`, until it can be relied on.
    include: process.env['RECOUP_TRACKS'] === 'yes' ? ['test/**/*.tracks.ts'] : ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Two files side by side on two cores: most of a file's time is waiting for servers of its own.
    maxWorkers: 2,
    env: { TZ: 'UTC' },
  },
});
