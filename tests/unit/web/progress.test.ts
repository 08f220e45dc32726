import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../shared/contracts/finding.ts';
import { stageCodes, stageFacts } from '../../../shared/contracts/stages.ts';
import { mayChange } from '../../../web/apply/declare/places.ts';
import {
  isEditable,
  nextAct,
  nextPage,
  pageStates,
  twelveSteps,
  type View,
} from '../../../web/apply/declare/progress.ts';

const finding = (severity: Finding['severity']): Finding => ({
  code: 'X',
  rule: 'R25',
  message: { zh: '', en: '' },
  severity,
});

type Steps = Parameters<typeof twelveSteps>[0];
const turn = (stage: View['stage'], enteredAt: string): View['turns'][number] => ({
  turn: 0,
  stage,
  step: 'DRAFTING',
  enteredAt,
  via: 'T1',
  revision: 0,
});
const waiting: View['waiting'] = { role: null, name: { zh: '', en: '' } };
const view = (stage: View['stage'], more: Partial<Steps> = {}): Steps => ({
  stage,
  turns: [],
  timeline: [],
  findings: {},
  declaration: {
    planCode: 'P',
    planVersion: 1,
    data: {},
    achievements: [],
    attachments: [],
    confirmedFileIds: [],
  },
  ...more,
});

describe('the six pages', () => {
  test('R20, R24, R29, R40, R57: a page opens once all pages before it are complete', () => {
    const states = pageStates({ COMMITMENT: [finding('error')], DATA: [finding('error')] });
    expect(states.map((s) => s.open)).toEqual([true, true, false, false, false, false]);
    expect(nextPage({ COMMITMENT: [finding('error')] })?.slug).toBe('commitment');
  });

  test('advice keeps no page from being complete (L36)', () => {
    expect(nextPage({ PHOTO: [finding('advice')] })?.slug).toBe('preview');
  });
});

describe('the twelve steps of the source document', () => {
  test('a draft stands at its first open page', () => {
    const steps = twelveSteps(view('DRAFT', { findings: { DATA: [finding('error')] } }));
    expect(steps.map((s) => s.state).slice(0, 4)).toEqual(['DONE', 'DONE', 'CURRENT', 'TODO']);
  });

  test('after submit each step has the day on which a later one began', () => {
    const steps = twelveSteps(
      view('FORM_DUE', {
        turns: [
          turn('DRAFT', '2020-09-01T00:00:00.000Z'),
          turn('UNIT_REVIEW', '2020-09-05T00:00:00.000Z'),
          turn('PAYMENT_DUE', '2020-10-01T00:00:00.000Z'),
          turn('FORM_DUE', '2020-10-03T00:00:00.000Z'),
        ],
      }),
    );
    expect(steps[5]).toMatchObject({ state: 'DONE', at: '2020-09-05T00:00:00.000Z' });
    expect(steps[6]).toMatchObject({ state: 'DONE', at: '2020-10-03T00:00:00.000Z' });
    expect(steps[7]).toMatchObject({ state: 'CURRENT', at: '2020-10-03T00:00:00.000Z' });
  });

  test('an end stops at the step where it ended', () => {
    const turns = [
      turn('DRAFT', '2020-09-01T00:00:00.000Z'),
      turn('PAYMENT_DUE', '2020-10-01T00:00:00.000Z'),
    ];
    const steps = twelveSteps(
      view('LAPSED', { turns: [...turns, turn('LAPSED', '2020-10-08T16:00:00.000Z')] }),
    );
    expect(steps.find((s) => s.state === 'STOPPED')?.number).toBe(7);
    expect(steps.filter((s) => s.state === 'CURRENT')).toHaveLength(0);
    expect(steps[6]?.at).toBe('2020-10-08T16:00:00.000Z');
  });

  test('a draft withdrawn on its fourth page stops there, not at the first', () => {
    const saved = ['CREATE', 'SAVE_PHOTO', 'SIGN_COMMITMENT', 'SAVE_DATA', 'WITHDRAW'];
    const timeline = saved.map((act, seq) => ({
      ...{ seq, act, hash: '', at: '' },
      role: 'APPLICANT' as const,
    }));
    const turns = [turn('DRAFT', '2020-09-01T00:00:00.000Z'), turn('WITHDRAWN', '2020-09-03T00:00:00.000Z')];
    const steps = twelveSteps(view('WITHDRAWN', { timeline, turns }));
    expect(steps.find((s) => s.state === 'STOPPED')).toMatchObject({ number: 4, at: turns[1]?.enteredAt });
  });

  const reviews: readonly View['stage'][] = [
    'UNIT_REVIEW',
    'UNIT_PUBLICITY',
    'POINT_REVIEW',
    'INDUSTRY_REVIEW',
    'DISTRICT_REVIEW',
  ];
  test.each(reviews)('%s: handing in is done, the review is named, no step is current', (stage) => {
    const turns = [
      turn('DRAFT', '2020-09-01T00:00:00.000Z'),
      turn('UNIT_REVIEW', '2020-09-05T00:00:00.000Z'),
    ];
    const steps = twelveSteps(view(stage, { turns }));
    expect(steps[5]).toMatchObject({ state: 'DONE', at: turns[1]?.enteredAt, reviewing: stage });
    expect(steps[6]).toMatchObject({ state: 'TODO' });
  });

  test('a return is the step of handing in again, since the return', () => {
    const turns = [
      turn('UNIT_REVIEW', '2020-09-05T00:00:00.000Z'),
      turn('RETURNED', '2020-09-09T00:00:00.000Z'),
    ];
    const steps = twelveSteps(view('RETURNED', { turns }));
    expect(steps[5]).toMatchObject({ state: 'CURRENT', at: turns[1]?.enteredAt });
  });

  test('an archived application has all twelve behind it', () => {
    expect(twelveSteps(view('ARCHIVED')).every((s) => s.state === 'DONE')).toBe(true);
  });

  test('every stage has at most one step that is current, and a next act to press', () => {
    for (const stage of stageCodes) {
      const marks = twelveSteps(view(stage)).filter((s) => s.state === 'CURRENT' || s.state === 'STOPPED');
      expect(marks.length, stage).toBe(stage === 'ARCHIVED' || reviews.includes(stage) ? 0 : 1);
      expect(nextAct({ stage, waiting }).key, stage).toBeTruthy();
      expect(isEditable(stage), stage).toBe(
        stageFacts(stage).owner === 'APPLICANT' && (stage === 'DRAFT' || stage === 'RETURNED'),
      );
    }
  });

  test.each([
    ['AHEAD', 'pay'],
    ['LAST_DAY', 'pay'],
    ['PASSED', 'look'],
  ] as const)('R59: a payment whose close is %s leads to: %s', (state, key) => {
    const left = { state, days: 1, workingDays: 1 };
    expect(nextAct({ stage: 'PAYMENT_DUE', waiting: { ...waiting, left } }).key).toBe(key);
  });
});

describe('C9: what a return lets be changed', () => {
  const returned = (path: string): View['returned'] => ({
    ...{ desk: { zh: '', en: '' }, reason: '', newlyAsked: [], dueAt: '' },
    items: [{ path, remark: '' }],
  });
  test.each([
    ['/data', '/data/work', true],
    ['/data/work', '/data/work', true],
    ['/data/work', '/data/workStatement', false],
    ['/attachments/A6', '/attachments', true],
    ['/attachments/A6', '/photo', false],
  ])('named %s, asked %s: %s', (path, place, may) => {
    expect(mayChange({ stage: 'RETURNED', returned: returned(path) }, [place])).toBe(may);
    expect(mayChange({ stage: 'DRAFT', returned: returned(path) }, [place])).toBe(true);
  });
});
