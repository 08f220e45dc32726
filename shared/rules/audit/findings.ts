import { findings } from '../base/finding.ts';

/** Audit chains (V7). */
export const find = /* @__PURE__ */ findings({
  AUDIT_SEQ: {
    rules: ['V7'],
    zh: '第 {allowed} 条的序号是 {found}，有事件缺失、重复或者次序改变',
    en: 'Event {allowed} is numbered {found}: something is missing, doubled or out of order',
  },
  AUDIT_PREV: {
    rules: ['V7'],
    zh: '第 {found} 条与前一条不相接',
    en: 'Event {found} does not follow from the one before it',
  },
  AUDIT_HASH: {
    rules: ['V7'],
    zh: '第 {found} 条的内容与其摘要不符',
    en: 'Event {found} is not what its hash says',
  },
  AUDIT_TRUNCATED: {
    rules: ['V7'],
    zh: '只有 {found} 条，检查点记有 {allowed} 条',
    en: 'There are {found} events; the checkpoint has {allowed}',
  },
  AUDIT_REWRITTEN: {
    rules: ['V7'],
    zh: '第 {found} 条与检查点公布的摘要不符',
    en: 'Event {found} is not the one in the checkpoint',
  },
  AUDIT_RECEIPT: {
    rules: ['V7'],
    zh: '链上没有回执所记的第 {found} 条',
    en: 'The chain does not hold event {found} of the receipt',
  },
});
