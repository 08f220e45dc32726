import { defineConfig } from 'vitest/config';

/** Two projects: `fast` needs nothing but Node; `system` starts the whole local stack, a browser or a foreign engine. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['tests/{unit,property,machine,contract,infra,cloud}/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['tests/{e2e,crash,oracle}/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
