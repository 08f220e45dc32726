import { type Stage, stageFacts } from '../../shared/contracts/stages.ts';
import { defineMessages } from '../kit/i18n.ts';
import type { Tone } from '../kit/notice.tsx';
import { roleName } from '../kit/words.ts';

/** Words that several pages of the console share; the terms are those of the source document. */
export const t = defineMessages({
  site: ['职评', 'Zhiping'],
  siteSub: ['工作台', 'Console'],
  home: ['首页', 'Home'],
  desk: ['待办', 'Queue'],
  letters: ['授权委托证明', 'Letters of authorisation'],
  units: ['用人单位', 'Units'],
  scan: ['评审表扫码', 'Scan review forms'],
  publicities: ['公示', 'Publicities'],
  objections: ['异议', 'Objections'],
  sessions: ['评审会议', 'Sessions'],
  reports: ['评审结果', 'Results'],
  certificates: ['证书', 'Certificates'],
  chain: ['存证链', 'Audit chain'],
  plans: ['申报计划', 'Plans'],
  directories: ['名录', 'Directory'],
  version: ['版本', 'Version'],
  calendar: ['节假日安排', 'Holiday calendar'],
  payments: ['重新开放缴费', 'Re-open payment'],
  incidents: ['流程故障', 'Incidents'],
  operators: ['经办人', 'Operators'],
  people: ['人员与权限', 'People and rights'],
  unit: ['本单位', 'Our unit'],
  archive: ['业绩审查', 'Achievements'],
  applications: ['申报审核', 'Applications'],
  name: ['姓名', 'Name'],
  unitName: ['工作单位', 'Unit'],
  applicationNo: ['申报编号', 'Application number'],
  specialty: ['专业', 'Specialty'],
  mode: ['申报方式', 'Mode'],
  stage: ['环节', 'Stage'],
  due: ['期限', 'Due'],
  overdue: ['已逾期', 'Overdue'],
  status: ['状态', 'State'],
  plan: ['申报计划', 'Plan'],
  reason: ['理由', 'Reason'],
  remark: ['意见', 'Remark'],
  confirm: ['确认', 'Confirm'],
  back: ['返回', 'Back'],
  more: ['加载更多', 'Load more'],
  done: ['已办理', 'Done'],
  at: ['时间', 'Time'],
  title: ['标题', 'Title'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  twoPersons: ['须由另一人办理。', 'Another person does this.'],
  refused: ['没有办成', 'Not done'],
});

/** Colour of a stage's tag: ends are good or bad, the rest is under way. */
export function stageTone(stage: Stage): Tone {
  if (stage === 'ARCHIVED' || stage === 'CERTIFIED') return 'good';
  if (stage === 'RETURNED' || stage.endsWith('_OBJECTION')) return 'warn';
  return stageFacts(stage).end ? 'bad' : 'info';
}

/** What a desk is called: its place, or the office or authority itself when it acts for every plan. */
export const deskName = (self: { role: string; scope: string; scopeName: string }): string =>
  self.scope === '*' || !self.scopeName ? roleName(self.role) : self.scopeName;
