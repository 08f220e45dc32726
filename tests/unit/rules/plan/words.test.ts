import { describe, expect, it, test } from 'vitest';
import type * as z from 'zod/mini';
import { PlanSchema } from '../../../../shared/contracts/plan.ts';
import { diffPlans } from '../../../../shared/rules/plan/versions.ts';
import { sayChange } from '../../../../shared/rules/plan/words/change.ts';
import { codes, namedBy } from '../../../../shared/rules/plan/words/codes.ts';
import { everywhere, fields } from '../../../../shared/rules/plan/words/fields.ts';
import { fieldWords, sayValue, stepsOf } from '../../../../shared/rules/plan/words/say.ts';
import { hangzhouEngineer2020 as plan } from '../../../fixtures/plans.ts';

type Def = z.core.$ZodTypes['_zod']['def'];

interface Place {
  readonly place: string;
  readonly codes: readonly unknown[];
}

/** Every field of a schema, with the codes that it may have; a list and its elements that are no group are one place. */
function placesOf(schema: z.core.$ZodType, place = ''): Place[] {
  const def = schema._zod.def as Def;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return placesOf(def.innerType, place);
    case 'object':
      return [
        ...here(place),
        ...Object.entries(def.shape).flatMap(([key, one]) => placesOf(one, `${place}/${key}`)),
      ];
    case 'array':
      return [...here(place), ...placesOf(def.element, `${place}/*`)];
    case 'record':
      return [...here(place), ...placesOf(def.valueType, `${place}/*`)];
    case 'union':
      return def.options.flatMap((one) => placesOf(one, place));
    case 'enum':
      return here(place, Object.values(def.entries));
    case 'literal':
      return here(place, def.values);
    default:
      return here(place);
  }
}

const here = (place: string, values: readonly unknown[] = []): Place[] =>
  place === '' || (place.endsWith('/*') && values.length === 0)
    ? []
    : [{ place: place.replace(/\/\*$/, ''), codes: values }];

const places = placesOf(PlanSchema);
const known = new Set(places.map((one) => one.place));

describe('D30, G1: every field of the plan schema has its words', () => {
  it('in Chinese and English, and so has every code that a field may have', () => {
    expect(known.size).toBeGreaterThan(200);
    expect([...known].filter((place) => !fieldWords(place))).toEqual([]);
    const mute = places.flatMap(({ place, codes: all }) =>
      all.filter((code) => !codes[place]?.[String(code)]).map((code) => `${place} ${code}`),
    );
    expect(mute).toEqual([]);
  });

  it('and there are no words for what no plan has', () => {
    expect(Object.keys(fields).filter((place) => !known.has(place))).toEqual([]);
    const last = new Set([...known].map((place) => place.slice(place.lastIndexOf('/') + 1)));
    expect(Object.keys(everywhere).filter((name) => !last.has(name))).toEqual([]);
    const listed = Object.entries(codes).flatMap(([place, all]) =>
      Object.keys(all).map((code) => ({ place, code })),
    );
    const may = (place: string) => places.filter((p) => p.place === place).flatMap((p) => p.codes);
    const shared = ['/publicity/fields', '/certificate/fields'];
    expect(listed.filter(({ place, code }) => !shared.includes(place) && !may(place).includes(code))).toEqual(
      [],
    );
    expect([...Object.keys(namedBy), ...Object.values(namedBy)].filter((p) => !known.has(p))).toEqual([]);
  });
});

describe('D30: a value is said as people say it', () => {
  test.each<[string, unknown, string, string]>([
    ['/fee/amountFen', 20_000, '200 元', '¥200.00'],
    ['/fee/amountFen', 5, '0.05 元', '¥0.05'],
    ['/returns/dueWorkingDays', 5, '5 个工作日', '5 working days'],
    ['/windows/cutoffDate', '2020-12-31', '2020年12月31日', '31 December 2020'],
    ['/photo/bytes/gt', 30_720, '30 KB', '30 KB'],
    ['/committee/quorum', [2, 3], '2 / 3', '2 / 3'],
    ['/tracks/*/scoring/pass/gte', 10_500, '105 分', '105 points'],
    ['/publicity/countStartDay', false, '否', 'no'],
    ['/directory/points/*/validTo', null, '无', 'none'],
    ['/title/level', 'MID', '中级', 'mid level'],
    [
      '/title/specialties/*/close',
      ['S02', 'S03'],
      '结构工程、建筑设计',
      'Structural engineering, Architectural design',
    ],
    ['/attachments/rows/*/code', 'A1', '学历证书', 'Education certificate'],
    ['/windows/unitReview', { close: '2020-10-01' }, '截止日期：2020年10月1日', 'Last day: 1 October 2020'],
    ['/names', { zh: '计划' }, '计划', '计划'],
    ['/attachments/rows/*/when', true, '任何情形', 'always'],
    [
      '/attachments/rows/*/when',
      { eq: ['established', false] },
      '事业单位编制为否',
      'established post is no',
    ],
    [
      '/form/fields/*/required',
      { all: [{ in: ['track', ['NORMAL', 'SELF_EVAL']] }, { not: { gte: ['ageAtCutoff', 45] } }] },
      '申报方式为“正常申报”或“自评申报”，且并非（截至计算日的年龄不小于45）',
      'the track is “Normal” or “Self-evaluation” and not (the age at the cut-off date is at least 45)',
    ],
  ])('%s %j', (place, value, zh, en) => {
    expect(sayValue(place, value, plan)).toEqual({ zh, en });
  });

  it('whatever shape a draft has, it says something', () => {
    for (const document of [null, 3, [], { tracks: 1, title: { specialties: [null] } }])
      for (const place of known)
        for (const value of [null, 1, 'x', [null, {}], { a: [] }, { zh: 1 }])
          expect(sayValue(place, value, document).zh).toBeTypeOf('string');
  });
});

describe('D30: a change is told in words', () => {
  const said = (change: (copy: typeof plan) => void) => {
    const after = structuredClone(plan);
    change(after);
    return diffPlans(plan, after).map((one) => sayChange(one, plan, after));
  };

  it('money in yuan, not as amountFen 20000', () => {
    const told = said((p) => {
      p.fee.amountFen = 30_000;
    });
    expect(told).toEqual([
      {
        place: { zh: '收费金额', en: 'Amount' },
        was: { zh: `${plan.fee.amountFen / 100} 元`, en: `¥${(plan.fee.amountFen / 100).toFixed(2)}` },
        now: { zh: '300 元', en: '¥300.00' },
      },
    ]);
  });

  it('a list by what it lost and gained', () => {
    const told = said((p) => {
      p.publicity.fields = ['name', 'level', 'applicationNo'];
      p.photo.sizes = [];
    });
    expect(told.map(({ place, gone, come }) => [place.zh, gone?.zh, come?.zh])).toEqual([
      ['照片尺寸', plan.photo.sizes.join('、'), undefined],
      ['公示内容', expect.stringContaining('单位'), undefined],
    ]);
  });

  it('names what has a code, and tells another order by those names', () => {
    const told = said((p) => {
      p.directory.points[0]!.phone = '0571-1';
      p.categories.reverse();
    });
    expect(told[0]?.was?.zh).toBe(plan.categories.map((c) => c.names.zh).join('、'));
    expect(told[0]?.now?.zh).toBe(
      plan.categories
        .map((c) => c.names.zh)
        .toReversed()
        .join('、'),
    );
    expect(told[1]?.place.zh).toBe(`受理点 / ${plan.directory.points[0]?.name.zh} / 咨询电话`);
  });

  it('a condition as one sentence', () => {
    const told = said((p) => {
      p.attachments.rows[0]!.when = { eq: ['track', 'NORMAL'] };
    });
    expect(told).toHaveLength(1);
    expect(told[0]?.now?.zh).toBe('申报方式为“正常申报”');
  });

  it('of a long text what differs, with its surroundings', () => {
    const told = said((p) => {
      const body = p.requirements.find((r) => r.body.zh.length > 250)!.body;
      body.zh = `${body.zh.slice(0, 220)}须当面${body.zh.slice(220)}`;
    });
    expect(told[0]?.now?.zh).toMatch(/^….{20}须当面.{0,20}…?$/su);
    expect([...(told[0]?.was?.zh ?? '')].length).toBeLessThan(60);
  });

  it('never as JSON, between any two plans', () => {
    const other = { ...structuredClone(plan), tracks: [], committee: null, scoringTables: {} };
    for (const [from, to] of [
      [plan, other],
      [other, plan],
    ])
      for (const one of diffPlans(from, to))
        for (const text of Object.values(sayChange(one, from, to))) {
          expect(text.zh).not.toMatch(/[{}[\]]|undefined|null|object Object/);
          expect(text.en).not.toMatch(/[{}[\]]|undefined|null|object Object/);
        }
  });

  it('every pointer of the plan has words for each of its steps', () => {
    const walk = (value: unknown, pointer: string): void => {
      for (const step of stepsOf(pointer, plan))
        expect(step.words.zh, pointer).not.toMatch(/^[a-z][A-Za-z]+$/);
      if (typeof value !== 'object' || value === null || /\/(when|required)$/.test(pointer)) return;
      for (const [key, one] of Object.entries(value)) walk(one, `${pointer}/${key}`);
    };
    walk(plan, '');
  });
});
