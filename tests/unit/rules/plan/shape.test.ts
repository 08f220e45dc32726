import { describe, expect, it, test } from 'vitest';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { hangzhouEngineer2020 as plan } from '../../../fixtures/plans.ts';

type Tree = Record<string, unknown>;

/** The plan with another value at a place. */
function spoiled(pointer: string, value: unknown): unknown {
  const copy = structuredClone(plan) as unknown as Tree;
  const path = pointer.split('/').slice(1);
  const last = path.pop()!;
  const parent = path.reduce<Tree>((at, key) => at[key] as Tree, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe('G1: what is not of the right shape says where, what was found and what is allowed, in both languages', () => {
  test.each<[string, unknown, string, string]>([
    [
      '/fee',
      null,
      '收费：格式不符，现为空（null），应为一组内容 {…}',
      'Fee: wrong form, it is empty (null), and must be a group {…}',
    ],
    [
      '/fee',
      undefined,
      '收费：格式不符，缺少此项，应为一组内容 {…}',
      'Fee: wrong form, missing; it must be a group {…}',
    ],
    [
      '/fee/amountFen',
      -1,
      '收费 / 收费金额：格式不符，现为-1（-0.01 元），应为不少于 0',
      'Fee / Amount: wrong form, it is -1 (¥-0.01), and must be at least 0',
    ],
    [
      '/fee/amountFen',
      '200',
      '收费 / 收费金额：格式不符，现为"200"，应为数字',
      'Fee / Amount: wrong form, it is "200", and must be a number',
    ],
    ['/returns/maxPerStage', 1.5, '退回补正 / 每个环节最多退回：格式不符，现为1.5（1.5 次），应为整数', ''],
    [
      '/windows/declare/open',
      '2026-02-30',
      '时间安排 / 申报时间 / 开始日期：格式不符，现为"2026-02-30"，应为日期，例如 2026-03-31',
      '',
    ],
    [
      '/publicity/countStartDay',
      'yes',
      '公示 / 首日计入：格式不符，现为"yes"，应为true（是）或 false（否）',
      '',
    ],
    [
      '/committee/denominator',
      'ALL',
      '评委会 / 通过比例的基数：格式不符，现为"ALL"，应为ATTENDING：出席的评委；ELIGIBLE：出席且未回避的评委',
      '',
    ],
    [
      '/windows/payment/mode',
      'LATER',
      '时间安排 / 缴费期限 / 期限种类：格式不符，现为"LATER"，应为AFTER_NOTICE：自通知之日起若干天；FIXED：固定日期',
      '',
    ],
    ['/committee/quorum', 0.5, '评委会 / 出席比例不低于：格式不符，现为0.5，应为两个整数 [分子, 分母]', ''],
    ['/categories', [], '人员类别：格式不符，现为列表（0 项），应为不少于 1 项', ''],
    [
      '/categories/0/code',
      'a b',
      `人员类别 / ${plan.categories[0]?.names.zh} / 代码：格式不符，现为"a b"，应为代码：字母、数字和“.”“_”“-”`,
      '',
    ],
    ['/jurisdiction/division', '3301', '管辖区划 / 区划代码：格式不符，现为"3301"，应为六位区划代码', ''],
    [
      '/form/fields/0/required',
      { equals: 1 },
      `申报表栏目 / 栏目 / ${plan.form.fields[0]?.names.zh} / 必填情形：格式不符，现为一组内容 {…}，应为true、false 或条件，例如 {"eq": ["established", true]}`,
      '',
    ],
  ])('%s %j', (pointer, value, zh, en) => {
    const [first] = lintPlan(spoiled(pointer, value));
    expect(first).toMatchObject({ code: 'PLAN_SHAPE', field: pointer });
    expect(first?.message.zh).toBe(zh);
    if (en) expect(first?.message.en).toBe(en);
  });

  it('whatever section is spoiled in whatever way, no finding speaks of code', () => {
    for (const section of Object.keys(plan))
      for (const value of [null, -1, 'x', [], {}, [null], { code: 1 }])
        for (const { message, field } of lintPlan(spoiled(`/${section}`, value))) {
          expect(message.zh, field).not.toMatch(/Invalid|undefined|expected|regex|object Object/);
          expect(message.zh, field).toMatch(/^[^：]+：./);
        }
  });
});
