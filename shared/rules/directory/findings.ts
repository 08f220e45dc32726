import { findings } from '../base/finding.ts';

/** The directory of a city: its shape, its entries, its versions. */
export const find = /* @__PURE__ */ findings({
  DIRECTORY_SHAPE: {
    rules: ['R28'],
    zh: '名录数据有误：{why}',
    en: "The directory's data are not well formed: {why}",
  },
  DIRECTORY_UNKNOWN_FIELD: {
    rules: ['R28'],
    zh: '名录中没有此项：{found}',
    en: 'Directories have no such field: {found}',
  },
  DIRECTORY_TOO_LARGE: {
    rules: ['R28'],
    zh: '名录数据过大：{found} 字节，最多 {allowed} 字节',
    en: 'The directory has {found} bytes; at most {allowed} are kept',
  },
  DIRECTORY_TOO_DEEP: {
    rules: ['R28'],
    zh: '名录数据嵌套过深，最多 {allowed} 层',
    en: 'The directory is nested too deeply; {allowed} levels at most',
  },
  DIRECTORY_CODE: {
    rules: ['R28'],
    zh: '请写明名录所属城市的区划代码（6 位数字），现为“{found}”',
    en: 'A directory needs the six-digit division code of its city; it has “{found}”',
  },
  DIRECTORY_LEVEL: {
    rules: ['L2'],
    zh: '没有此级别：{found}，可用：{allowed}',
    en: 'There is no level {found}; known: {allowed}',
  },
  DIRECTORY_VERSION: {
    rules: ['G1'],
    zh: '内容应属同一名录的同一版本，应为 {allowed}，现为 {found}',
    en: 'The content belongs to another directory or version: {found} instead of {allowed}',
  },
  DIRECTORY_CODE_TWICE: {
    rules: ['R28'],
    zh: '代码 {found} 重复',
    en: 'The code {found} is used twice',
  },
  DIRECTORY_FILING_TWICE: {
    rules: ['L2'],
    zh: '备案编号 {found} 重复',
    en: 'The filing number {found} is used twice',
  },
  DIRECTORY_DATES: {
    rules: ['R28'],
    zh: '“{name}”的止期 {found} 早于起期 {allowed}',
    en: '{name} ends on {found}, before it begins on {allowed}',
  },
  DIRECTORY_REFERENCE: {
    rules: ['R28'],
    zh: '“{name}”引用了名录中没有的 {found}',
    en: '{name} names {found}, which the directory does not have',
  },
  DIRECTORY_SUCCESSOR_ENDED: {
    rules: ['R28', 'C6'],
    zh: '“{name}”的接办单位 {found} 也已终止，且无后续接办单位',
    en: '{found}, which takes over from {name}, has ended too, and nobody takes over from it',
  },
  DIRECTORY_NO_SUCCESSOR: {
    rules: ['R28', 'C6'],
    zh: '“{name}”于 {found} 终止，未写明接办单位：未办结的材料留在原处，只能逐件转办',
    en: '{name} ends on {found} and nobody takes over: what still lies there has to be passed on file by file',
    severity: 'advice',
  },
  DIRECTORY_UNSERVED: {
    rules: ['R27', 'R28'],
    zh: '“{name}”自 {found} 起没有受理点',
    en: '{name} has no acceptance point from {found}',
  },
  DIRECTORY_OVERLAP: {
    rules: ['R27', 'R28'],
    zh: '“{name}”在 {found} 同时属于多个受理点：{allowed}',
    en: '{name} belongs to more than one acceptance point on {found}: {allowed}',
  },
  DIRECTORY_PHONE: {
    rules: ['R28', 'D11'],
    zh: '“{name}”的电话 {found} 有误，应为区号加号码、手机号码或服务热线',
    en: 'The telephone {found} of {name} is none: area code and number, a mobile, or a hotline',
  },
  DIRECTORY_MOBILE: {
    rules: ['R28', 'D11'],
    zh: '“{name}”的手机号码 {found} 有误',
    en: 'The mobile {found} of {name} is none',
  },
  DIRECTORY_USCC: {
    rules: ['D11', 'D10'],
    zh: '“{name}”的统一社会信用代码 {found} 有误',
    en: 'The credit code {found} of {name} is none',
  },
  DIRECTORY_VANISHED: {
    rules: ['G1', 'R28'],
    zh: '第 {allowed} 版中的 {found} 不可删去：请写明止期和接办单位',
    en: '{found} of version {allowed} may not vanish; give its last day and who takes over',
  },
  DIRECTORY_EFFECTIVE: {
    rules: ['G1'],
    zh: '生效日期 {found} 早于上一版的生效日期 {allowed}',
    en: 'It would count from {found}, before the version that it follows ({allowed})',
  },
  DIRECTORY_FILING_PERIOD: {
    rules: ['L2'],
    zh: '“{name}”的备案有效期至 {found}，最长 3 年（最晚 {allowed}）',
    en: 'The filing of {name} runs to {found}; three years at most ({allowed})',
  },
  DIRECTORY_COMMITTEES_OVERLAP: {
    rules: ['L2'],
    zh: '“{name}”与“{other}”在同一期间、同一地区受理同一级别的“{found}”',
    en: '{name} and {other} take {found} at the same level, in the same region, at the same time',
  },
  DIRECTORY_FILING_SHORT: {
    rules: ['L2'],
    zh: '“{name}”的备案 {found} 到期，早于申报计划“{plan}”的申报截止日 {allowed}',
    en: 'The filing of {name} ends on {found}, before declaring under {plan} closes on {allowed}',
  },
  DIRECTORY_FILING_SESSION: {
    rules: ['L2'],
    zh: '“{name}”的备案 {found} 到期，早于已安排的评审会议（{allowed}）',
    en: 'The filing of {name} ends on {found}, before the session planned for {allowed}',
  },
  DIRECTORY_SPECIALTY_NONE: {
    rules: ['L2'],
    zh: '申报计划“{plan}”的专业“{found}”没有评委会受理',
    en: 'No committee takes the specialty {found} of {plan}',
  },
  DIRECTORY_SPECIALTY_RETIRED: {
    rules: ['L2'],
    zh: '“{name}”于 {allowed} 起不再受理“{found}”，但申报计划“{plan}”仍列有此专业',
    en: '{name} no longer takes {found} after {allowed}, but {plan} still offers it',
  },
  DIRECTORY_PUBLISHED: {
    rules: ['G1'],
    zh: '第 {found} 版已发布，不可更改；请由它新建一版',
    en: 'Version {found} is published and never changes; make a new one from it',
  },
  DIRECTORY_PROPOSED: {
    rules: ['G3', 'D26'],
    zh: '第 {found} 版已提请发布，待另一人确认；如需修改，请先退回',
    en: 'Version {found} waits for a second person; refuse it first if it is to change',
  },
  DIRECTORY_NOT_PROPOSED: {
    rules: ['G3', 'D26'],
    zh: '第 {found} 版尚未提请发布',
    en: 'Nobody has asked that version {found} be published',
  },
  DIRECTORY_CONTENT: {
    rules: ['D26', 'G1'],
    zh: '内容已与您所见的不同，请重新核对后再办理',
    en: 'Its content is no longer what you saw; look at it again first',
  },
  DIRECTORY_NEWER: {
    rules: ['G1'],
    zh: '第 {allowed} 版已发布，不能再发布更早的第 {found} 版',
    en: 'Version {allowed} is published already; version {found} comes too late',
  },
  DIRECTORY_REASON: { rules: ['G3'], zh: '请写明退回的理由', en: 'Please say why it is refused' },
  DIRECTORY_TWO_PEOPLE: {
    rules: ['G3', 'D26'],
    zh: '发布名录须由两人办理，提请人不能自行确认',
    en: 'Publishing a directory takes two people; whoever proposed it cannot confirm it',
  },
});
