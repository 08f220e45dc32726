import { find } from '../../paper/findings.ts';
import { at, type Road, refused } from './step.ts';

/** The paper form as far as it moves the application (R61, R62, R69); its custody is in rules/paper. */
export const paper: Road<'RECEIVE_PAPER' | 'OFFICE_RECEIVE_PAPER' | 'ARCHIVE'> = {
  RECEIVE_PAPER: {
    guard: ({ route }, { actor }) => {
      const kind = actor.role === 'POINT_CLERK' ? 'POINT' : 'MUNI';
      if (route?.paper.kind === kind) return undefined;
      const other = kind === 'POINT' ? 'MUNI' : 'POINT';
      const words = { found: deskKinds[kind], allowed: deskKinds[other] };
      const facts = { found: kind, allowed: route?.paper.kind ?? '', words };
      return refused(find('FORM_DESTINATION', { rule: kind === 'POINT' ? 'R62' : 'R61', ...facts }));
    },
    effect: () => ({ changes: {}, enter: at('FORM_IN_TRANSIT', 'PAPER_TRANSIT') }),
  },
  OFFICE_RECEIVE_PAPER: {
    effect: () => ({ changes: {}, enter: at('OFFICE_REVIEW', 'OFFICE_REVIEW') }),
  },
  ARCHIVE: {
    guard: ({ paper: { status: found } }) => {
      if (found === 'FILED' || found === 'HANDED_OVER') return undefined;
      const words = { found: onTheWay, allowed: { zh: '申报人', en: 'the applicant' } };
      return refused(find('FORM_RETURN_ROUTE', { found, allowed: 'HANDED_OVER', words }));
    },
    effect: ({ paper: before }, { actor }, { now }) => {
      const custody =
        before.status === 'FILED'
          ? before.custody
          : [...before.custody, { status: 'FILED' as const, at: now, actor }];
      return { changes: { paper: { ...before, status: 'FILED', custody } }, enter: at('ARCHIVED', 'END') };
    },
  },
};

const deskKinds = {
  POINT: { zh: '受理点', en: 'an acceptance point' },
  MUNI: { zh: '市直单位', en: 'a municipal direct unit' },
};
/** Where paper is that has not come to its place. */
export const onTheWay = { zh: '别处', en: 'another place' };
