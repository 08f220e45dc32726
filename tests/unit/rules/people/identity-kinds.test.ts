import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type IdentityKind,
  identityKindNames,
  identityKinds,
} from '../../../../shared/contracts/identity.ts';
import { checkDocument } from '../../../../shared/rules/declaration/person.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { maskIdentifier, residentIdCheck } from '../../../../shared/rules/people/identifiers.ts';
import { personKey } from '../../../../shared/rules/people/person-key.ts';
import { readIdentity } from '../../../../shared/rules/people/profile.ts';
import { hangzhouEngineer2020 as plan } from '../../../fixtures/plans.ts';

/** Documents of identity by kind (D17): what each number looks like, which a plan takes, whom it names (D29). */

const today = '2026-11-29';
const withCheck = (first17: string) => first17 + residentIdCheck(first17);
const read = (idKind: IdentityKind, idNumber: string) => readIdentity({ idKind, idNumber }, today);

describe('numbers by kind', () => {
  test.each<[IdentityKind, string, string | string[]]>([
    ['RESIDENT_ID', withCheck('33010619900512792'), withCheck('33010619900512792')],
    ['RESIDENT_ID', `${'330106199005127920'.slice(0, 17)}Z`, ['ID_FORMAT']],
    ['HK_MACAO_RESIDENCE', withCheck('81000019900512792'), withCheck('81000019900512792')],
    ['HK_MACAO_RESIDENCE', withCheck('82000019900512792'), withCheck('82000019900512792')],
    ['HK_MACAO_RESIDENCE', withCheck('83000019900512792'), ['RESIDENCE_PERMIT_PLACE']],
    ['TAIWAN_RESIDENCE', withCheck('83000019900512792'), withCheck('83000019900512792')],
    ['TAIWAN_RESIDENCE', withCheck('33010619900512792'), ['RESIDENCE_PERMIT_PLACE']],
    ['HK_MACAO_PERMIT', 'h12345678', 'H12345678'],
    ['HK_MACAO_PERMIT', 'M1234567801', 'M1234567801'],
    ['HK_MACAO_PERMIT', 'H1234567', ['HK_MACAO_PERMIT_FORMAT']],
    ['TAIWAN_PERMIT', '１２３４５６７８', '12345678'],
    ['TAIWAN_PERMIT', '1234567890(A)', '1234567890A'],
    ['TAIWAN_PERMIT', '123456789', ['TAIWAN_PERMIT_FORMAT']],
    ['PERMANENT_RESIDENT', 'chn310082061501', 'CHN310082061501'],
    ['PERMANENT_RESIDENT', withCheck('91184019820615001').toLowerCase(), withCheck('91184019820615001')],
    ['PERMANENT_RESIDENT', withCheck('91184019821315001'), ['ID_BIRTH_DATE']],
    ['PERMANENT_RESIDENT', withCheck('91184020990615001'), ['ID_BIRTH_DATE']],
    ['PERMANENT_RESIDENT', withCheck('31184019820615001'), ['PERMANENT_RESIDENT_FORMAT']],
    ['PASSPORT', 'e12345678', 'E12345678'],
    ['PASSPORT', 'ABCDEFGH', ['PASSPORT_FORMAT']],
    ['PASSPORT', 'AB12', ['PASSPORT_FORMAT']],
  ])('D17: %s %s', (kind, typed, expected) => {
    const outcome = read(kind, typed);
    expect(outcome.ok ? outcome.value.idNumber : outcome.problems.map((one) => one.code)).toEqual(expected);
  });

  test('D17: one wrong digit of the newer card of permanent residents is found by its check character', () => {
    const card = withCheck('91184019820615001');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, off) => {
        const wrong = card.slice(0, at) + ((Number(card[at]) + off) % 10) + card.slice(at + 1);
        const outcome = read('PERMANENT_RESIDENT', wrong);
        expect(outcome.ok ? [] : outcome.problems.map((one) => one.code)).toContain('ID_CHECK');
      }),
    );
  });

  test('V2: of whatever kind, no more than the last four characters are shown', () => {
    const number = fc.stringMatching(/^[A-Z0-9]{5,18}$/);
    fc.assert(
      fc.property(number, (value) => {
        const shown = maskIdentifier(value);
        expect(shown.length).toBe(value.length);
        expect(shown.replaceAll('*', '').length).toBe(value.length > 8 ? 4 : 0);
      }),
    );
  });
});

describe('which a plan takes, and whom a number names', () => {
  test('D17: a plan that names none takes every kind; else the rest is refused in words', () => {
    for (const idKind of identityKinds) {
      expect(checkDocument({ idKind }, {})).toEqual([]);
      const found = checkDocument({ idKind }, { identityKinds: ['RESIDENT_ID', 'PASSPORT'] });
      expect(found.map((one) => [one.code, one.field])).toEqual(
        ['RESIDENT_ID', 'PASSPORT'].includes(idKind) ? [] : [['IDENTITY_KIND', '/profile/idKind']],
      );
      for (const { message } of found) {
        expect(message.zh).toContain(identityKindNames[idKind].zh);
        expect(message.en).toContain('Resident identity card, Passport');
      }
    }
  });

  test('G3: a kind that does not exist is found', () => {
    const found = lintPlan({ ...plan, identityKinds: ['RESIDENT_ID', 'LIBRARY_CARD'] });
    expect(found.map((one) => one.field)).toEqual(['/identityKinds/1']);
    expect(lintPlan({ ...plan, identityKinds: ['RESIDENT_ID'] })).toEqual([]);
  });

  test('D29: one number of GB 11643 is one person on any card; other numbers only with their kind', () => {
    const key = (idKind: IdentityKind, idNumber: string) => personKey({ idKind, idNumber });
    const resident = withCheck('81000019900512792');
    expect(key('HK_MACAO_RESIDENCE', resident)).toBe(key('RESIDENT_ID', resident));
    expect(key('HK_MACAO_PERMIT', 'H1234567801')).toBe(key('HK_MACAO_PERMIT', 'H12345678'));
    expect(key('HK_MACAO_PERMIT', 'H12345678')).not.toBe(key('HK_MACAO_PERMIT', 'M12345678'));
    expect(key('PASSPORT', '12345678')).not.toBe(key('TAIWAN_PERMIT', '12345678'));
  });
});
