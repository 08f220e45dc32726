import { expect, test } from 'vitest';
import { sessionOf } from '../../../web/kit/session.ts';

const claims = { sub: 'p-1', name: '孙某', exp: 1_600_000_000 };

test('the role is the group; without one, people are applicants and staff nobody', () => {
  expect(sessionOf('public', 't', claims).role).toBe('APPLICANT');
  expect(sessionOf('staff', 't', claims).role).toBeUndefined();
  expect(sessionOf('public', 't', { ...claims, 'cognito:groups': ['UNIT_HR'] }).role).toBe('UNIT_HR');
  expect(sessionOf('staff', 't', { ...claims, 'cognito:groups': 'EXPERT', 'custom:scope': '*' })).toEqual({
    token: 't',
    id: 'p-1',
    name: '孙某',
    role: 'EXPERT',
    scope: '*',
    expiresAt: 1_600_000_000_000,
  });
});
