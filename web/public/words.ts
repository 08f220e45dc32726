import { defineMessages } from '../kit/i18n.ts';

/** Words that the public pages share. */
export const t = defineMessages({
  site: ['职评', 'Zhiping'],
  siteSub: ['公示与证书查验', 'Notices and certificates'],
  notices: ['公示', 'Notices'],
  check: ['证书查验', 'Certificate check'],
  PRE: ['评前公示', 'First publicity'],
  RESULT: ['评审结果公示', 'Publicity of results'],
  OPEN: ['公示中', 'Open'],
  CLOSABLE: ['公示期满', 'Period over'],
  CLOSED: ['已结束', 'Closed'],
  DISCARDED: ['已作废', 'Discarded'],
  PREPARED: ['未发布', 'Not published'],
  name: ['姓名', 'Name'],
  unit: ['工作单位', 'Unit'],
  title: ['申报资格', 'Qualification'],
  specialty: ['专业', 'Specialty'],
  level: ['级别', 'Level'],
  mode: ['申报方式', 'Mode'],
  applicationNo: ['申报编号', 'Application number'],
  committees: ['评委会查询', 'Committees'],
  points: ['受理点', 'Acceptance points'],
  follow: ['异议查询', 'Follow an objection'],
  askedAt: ['查询时间', 'Time of this query'],
  people: ['{n} 人', '{n} on the list'],
});
