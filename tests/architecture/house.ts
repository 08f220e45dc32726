/**
 * Who may import whom: the one table of it. docs/architecture.md shows it to people, tests/architecture.test.ts holds the
 * source against it. A file belongs to the first room whose path it begins with; each room may also import itself.
 */
export interface Room {
  /** A folder (ends with a slash) or a file. */
  readonly room: string;
  /** Paths it may import; `type ` before a path: its types only. */
  readonly may: readonly string[];
}

const contracts = 'shared/contracts/';
const rules = 'shared/rules/';
const errors = 'shared/errors.ts';
const log = 'shared/log.ts';
const routes = ['functions/routes.ts', 'functions/routes/'];
const shared = ['shared/'];
const kit = 'web/kit/';

export const house: readonly Room[] = [
  { room: contracts, may: [] },
  { room: errors, may: [contracts] },
  { room: log, may: [contracts] },
  { room: 'shared/rules/catalogue/codes.ts', may: [contracts, rules] },
  { room: 'shared/rules/catalogue/', may: [contracts] },
  { room: rules, may: [contracts, errors] },
  { room: 'shared/plans/', may: [contracts, rules] },
  { room: 'shared/ports/', may: [contracts, rules, errors, log] },
  { room: 'shared/files/', may: [contracts, rules, errors] },
  { room: 'shared/documents/', may: [contracts, rules, errors] },
  { room: 'shared/store/', may: [contracts, rules, errors] },
  { room: 'shared/views/', may: [contracts, rules, 'type shared/store/'] },
  { room: 'shared/acts/', may: shared },
  { room: 'functions/routes.ts', may: [contracts, 'functions/routes/'] },
  { room: 'functions/routes/', may: [contracts] },
  { room: 'functions/openapi.ts', may: [contracts, ...routes] },
  { room: 'functions/docs-page.ts', may: [contracts, 'functions/openapi.ts'] },
  {
    room: 'functions/answer.ts',
    may: [contracts, 'shared/store/base/', errors, log, ...routes, 'functions/request.ts'],
  },
  {
    room: 'functions/edit.ts',
    may: ['shared/acts/base/', 'shared/rules/base/', 'shared/store/base/', errors, 'functions/answer.ts'],
  },
  {
    room: 'functions/idempotency.ts',
    may: ['shared/store/base/', 'shared/store/idempotency.ts', errors, log, 'functions/answer.ts'],
  },
  {
    room: 'functions/http.ts',
    may: [
      contracts,
      'shared/rules/base/',
      'shared/store/base/',
      'shared/store/idempotency.ts',
      'shared/acts/base/',
      errors,
      log,
      ...routes,
      'functions/request.ts',
      'functions/address.ts',
      'functions/answer.ts',
      'functions/edit.ts',
      'functions/idempotency.ts',
    ],
  },
  {
    room: 'functions/request.ts',
    may: [contracts, 'shared/rules/base/', 'shared/acts/base/', errors, log, ...routes],
  },
  { room: 'functions/address.ts', may: ['functions/request.ts'] },
  { room: 'functions/deps.ts', may: shared },
  { room: 'functions/assets.ts', may: ['shared/documents/'] },
  {
    room: 'functions/api/',
    may: [
      ...shared,
      ...routes,
      'functions/http.ts',
      'functions/openapi.ts',
      'functions/docs-page.ts',
      'functions/assets.ts',
    ],
  },
  { room: 'functions/events/', may: [...shared, ...routes, 'functions/http.ts'] },
  { room: 'functions/review/', may: [...shared, ...routes, 'functions/http.ts', 'functions/assets.ts'] },
  {
    room: 'functions/entries/',
    may: [
      ...shared,
      ...routes,
      'functions/api/',
      'functions/events/',
      'functions/review/',
      'functions/http.ts',
      'functions/request.ts',
      'functions/deps.ts',
    ],
  },
  { room: 'infra/', may: [contracts, ...routes] },
  { room: 'local/cloud/', may: [] },
  { room: 'local/demo/', may: [contracts, ...routes] },
  { room: 'local/appoint.ts', may: [contracts, 'shared/store/', 'local/'] },
  { room: 'local/', may: [contracts] },
  { room: 'web/kit/', may: [contracts, rules, ...routes] },
  { room: 'web/apply/', may: [contracts, rules, kit] },
  { room: 'web/admin/', may: [contracts, rules, kit] },
  { room: 'web/public/', may: [contracts, rules, kit] },
  { room: 'web/local/', may: [contracts, rules, kit] },
  { room: 'web/vite.config.ts', may: [...routes] },
];

/** Topics of the rules, floor by floor: a topic imports lower floors only. */
export const floors: readonly (readonly string[])[] = [
  ['base'],
  ['calendar', 'people', 'files', 'paper', 'audit'],
  ['plan', 'desk', 'payment', 'publicity', 'committee', 'certificate'],
  ['declaration', 'application', 'notice', 'ballot', 'directory'],
  ['linter'],
  ['dryrun'],
];

/** The secret vote (B5): only the committee's functions may reach it. */
export const ballots = /^shared\/(store\/ballots\.ts|rules\/ballot\/|acts\/ballot\/)/;

/** Where both languages stand beside rule ids and are no finding's words; each is still needed, or the test says so. */
export const otherWords: Readonly<Record<string, string>> = {
  'functions/routes/': 'the summary of a route, beside the rules that it serves',
  'shared/rules/base/finding.ts': 'the maker itself, and the type of a row',
  'shared/rules/plan/words/fields.ts':
    'what the fields of a plan are called, one of them the rules that it names',
  'shared/rules/committee/recusal.ts': 'the grounds of a recusal, kept with it; nothing is amiss',
};

/** Single imports beyond the table, each with its reason; one that is no longer needed fails the test. */
export const exceptions: Readonly<Record<string, string>> = {};

/**
 * Tests about the data that ships; all others stand on the frozen plans of tests/fixtures/plans.ts, so that an edited plan
 * does not break them.
 */
export const aboutShippedPlans: Readonly<Record<string, string>> = {
  'tests/unit/plans/': 'the shipped plans and calendars against their sources',
  'tests/property/plan.test.ts': 'each of them has a season on any day and survives parsing',
  'tests/unit/rules/catalogue/catalogue.test.ts': 'docs/rules.md shows what they name',
  'tests/rule-coverage.test.ts': 'rules that they enforce have tests',
};
