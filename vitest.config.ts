import { defineConfig } from 'vitest/config';

/**
 * Tests that need a process of their own. libvips is set for a whole process, and the inspection of uploads shuts the
 * formats that documents are drawn from.
 */
const alone = ['tests/unit/documents/**/*.test.ts', 'tests/unit/files/memory.test.ts'];

/** Asks the compiler who reads what in the whole project, for the better part of a minute. */
const whole = 'tests/plan-readers.test.ts';

const always = {
  setupFiles: ['tests/setup.ts'],
  // What is waited for comes at once on an idle machine; a busy one may need far more than the second that is the default.
  expect: { requireAssertions: true, poll: { timeout: 20_000 } },
  restoreMocks: true,
  unstubEnvs: true,
};

/**
 * `fast` and `alone` need nothing but Node (and poppler to read PDFs); `system` starts the whole local stack, a browser
 * or a foreign engine, or lives whole seasons and long properties of them.
 */
export default defineConfig({
  test: {
    // By itself Vitest leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    // What a test logs is shown when it fails.
    silent: 'passed-only',
    projects: [
      {
        test: {
          ...always,
          name: 'fast',
          include: ['tests/{unit,property,machine,contract,infra,cloud}/**/*.test.ts', 'tests/*.test.ts'],
          exclude: [...alone, whole],
          // A test makes the world that it needs, so files may share a process and what it has loaded.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: { ...always, name: 'alone', include: alone, testTimeout: 30_000 },
      },
      {
        test: {
          ...always,
          name: 'system',
          include: ['tests/{e2e,crash,oracle,season}/**/*.test.ts', whole],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
