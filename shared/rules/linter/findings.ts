import { findings } from '../base/finding.ts';

/** Codes of the plan linter. */
export const find = findings({
  PLAN_UNKNOWN_FACT: {
    rules: ['G3'],
    zh: '条件引用了未知的事实“{found}”，可用：{allowed}',
    en: 'A condition names the unknown fact {found}; known: {allowed}',
  },
  PLAN_UNKNOWN_VALUE: {
    rules: ['G3'],
    zh: '条件中的值 {found} 不在可能的取值（{allowed}）之内',
    en: 'A condition compares with {found}, which is none of {allowed}',
  },
  PLAN_FACT_UNORDERED: {
    rules: ['G3'],
    zh: '事实“{found}”没有大小先后，只能用 eq、ne、in 比较',
    en: 'The fact {found} has no order; compare it with eq, ne or in',
  },
  PLAN_FACT_NOT_ASKED: {
    rules: ['G3'],
    zh: '决策表用到“{found}”，但申报表没有相应栏目',
    en: 'The table decides by {found}, but the form does not ask for it',
  },
  PLAN_ROW_NEVER: {
    rules: ['G3'],
    zh: '决策表此行（{found}）在任何情形下都不适用',
    en: 'Row {found} applies in no case',
  },
  PLAN_ROW_UNDECIDED: {
    rules: ['G3'],
    zh: '情形 {found} 下此行无法判定',
    en: 'The row cannot be decided in the case {found}',
  },
  PLAN_ROW_GAP: {
    rules: ['G3'],
    zh: '情形 {found} 下没有适用的种类或级别条目',
    en: 'No kind or level entry applies in the case {found}',
  },
  PLAN_ENTRY_NEVER: {
    rules: ['G3'],
    zh: '此条目在任何情形下都不会被采用（前面的条目先适用）',
    en: 'This entry is never used: an earlier one always applies first',
  },
  PLAN_ROW_CODES: {
    rules: ['G3'],
    zh: '此行须恰有 code 与 oneOf 之一',
    en: 'A row has exactly one of code and oneOf',
  },
  PLAN_DOCUMENT_MISSING: {
    rules: ['G3'],
    zh: '决策表提到附件 {found}，但未给出其名称和文件要求',
    en: 'The table asks for {found}, which is not described under documents',
  },
  PLAN_DOCUMENT_NEVER: {
    rules: ['G3'],
    zh: '附件 {found} 在任何情形下都不会要求提供',
    en: 'The document {found} is asked for in no case',
  },
  PLAN_EDUCATION_UNPROVED: {
    rules: ['R42'],
    zh: '学历种类 {found} 没有对应的认证材料',
    en: 'Education kind {found} has no verification material',
  },
});
