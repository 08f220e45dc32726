import { expect, test } from 'vitest';
import { clockError, sessionOf } from '../../../web/kit/session.ts';

const claims = { sub: 'p-1', name: '孙某', exp: 1_600_000_000 };

test('D34: people may declare, staff may nothing by their token, whatever it says of groups', () => {
  expect(sessionOf('public', 't', claims).role).toBe('APPLICANT');
  expect(sessionOf('staff', 't', { ...claims, 'cognito:groups': ['EXPERT'], 'custom:scope': '*' })).toEqual({
    token: 't',
    id: 'p-1',
    name: '孙某',
    role: undefined,
    expiresAt: 1_600_000_000_000,
  });
});

const HOUR = 3_600_000;
const there = Date.parse('2026-11-28T12:00:00Z');
test.each<[string, string | null, number, number | undefined]>([
  ['26 hours ahead', 'Sat, 28 Nov 2026 12:00:00 GMT', there + 26 * HOUR, 26 * HOUR],
  ['26 hours behind', 'Sat, 28 Nov 2026 12:00:00 GMT', there - 26 * HOUR, -26 * HOUR],
  ['a slow answer', 'Sat, 28 Nov 2026 12:00:00 GMT', there + 20_000, undefined],
  ['a server that does not say', null, there + 26 * HOUR, undefined],
  ['nonsense', 'yesterday', there, undefined],
])('a sign-in that failed names the clock of the device when it is off: %s', (_name, date, now, error) => {
  expect(clockError(date, now)).toBe(error);
});
