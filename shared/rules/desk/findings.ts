import { findings } from '../base/finding.ts';

/** What is found about the road of an application, and about what a desk may see (R1, R27, R30, R62; C6). */
export const find = /* @__PURE__ */ findings({
  POINT_REQUIRED: {
    rules: ['R27'],
    zh: '请根据单位所属关系选择受理点',
    en: 'Please choose the acceptance point by the affiliation of your unit',
  },
  POINT_UNKNOWN: {
    rules: ['R27'],
    zh: '目录中没有受理点“{found}”，或当日不在受理期内',
    en: 'The directory has no acceptance point {found}, or it is not running on that day',
  },
  POINT_REASON: {
    rules: ['R27'],
    zh: '所选受理点（{found}）与单位登记的所属关系（{allowed}）不同，请说明理由',
    en: 'The chosen point ({found}) is not the one of the registered affiliation ({allowed}); please give a reason',
  },
  ROUTE_MISMATCH: {
    rules: ['R30', 'R27', 'Q17'],
    zh: '此类单位按属地（所属）原则上报，应为{allowed}，不能选{found}',
    en: 'Such a unit reports through {allowed}; {found} cannot be chosen',
  },
  ROUTE_NO_POINT: {
    rules: ['R27'],
    zh: '区划 {found} 当日没有在用的受理点，已转平台运维处理，无需您更改',
    en: 'Division {found} has no running acceptance point; operations will mend this, nothing for you to change',
  },
  ROUTE_NO_MUNI_UNIT: {
    rules: ['R62'],
    zh: '目录中没有市直单位“{found}”，已转平台运维处理，无需您更改',
    en: 'The directory has no municipal direct unit {found}; operations will mend this, nothing for you to change',
  },
  ROUTE_NO_INDUSTRY: {
    rules: ['D39'],
    zh: '专业“{found}”没有对应的行业主管部门，已转平台运维处理，无需您更改',
    en: 'No industry authority has the specialty {found}; operations will mend this, nothing for you to change',
  },
  REROUTE_REASON: { rules: ['C6'], zh: '转办须写明理由', en: 'Passing an application on needs a reason' },
  REROUTE_SAME: {
    rules: ['R27'],
    zh: '申请已在该受理点（{found}）',
    en: 'The application is at {found} already',
  },
  OUT_OF_SCOPE: {
    rules: ['L2'],
    zh: '该事项不在您的管辖范围内。',
    en: 'This is outside your jurisdiction.',
  },
  EXCLUSION_OVER: {
    rules: ['L6'],
    zh: '按 {found} 的决定，限制期已满，不能据此不予通过',
    en: 'By the decision of {found} the term is over; it is no ground any more',
  },
  OPINION_REQUIRED: {
    rules: ['L9'],
    zh: '请填写单位审核意见',
    en: 'Please write the unit’s opinion',
  },
  QUEUE_STAGE: {
    rules: ['R1'],
    zh: '您的待办中没有这个环节。',
    en: 'Your desk has no such queue.',
  },
});
