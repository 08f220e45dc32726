import { progress, row } from './row.ts';

/** D32, D39: the unit's day to report comes near; it has gone by, and the application is in the next batch. */
export const unitReportNotices = {
  UNIT_CLOSING: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '申报 {applicationNo} 还在所在单位审核，单位须在 {dueAt:deadline} 前作出审核决定，逾期不能上报。请提醒单位及时办理。',
      'Declaration {applicationNo} is still with your unit, which must decide by {dueAt:deadline}; after that it cannot report it. Please remind your unit.',
    ),
    row(
      'UNIT_HR',
      'STAGE_RESULT',
      ['单位上报即将截止', 'Your time to report is ending'],
      '申报 {applicationNo} 尚未审核。为使单位公示在上报截止前期满，请于 {dueAt:deadline} 前作出审核决定，逾期不能上报。',
      'Declaration {applicationNo} is not decided yet. For your publicity to end in time, please decide by {dueAt:deadline}; after that it cannot be reported.',
    ),
  ],
  ROLLED_OVER: [
    row(
      'APPLICANT',
      'STAGE_RESULT',
      progress,
      '所在单位未在期限内上报申报 {applicationNo}，已转入下一批次（{batchName}），无需重新提交。',
      'Your unit did not report declaration {applicationNo} in time; it goes into the next batch ({batchName}). Nothing needs to be submitted again.',
    ),
    row(
      'UNIT_HR',
      'STAGE_RESULT',
      ['已转入下一批次', 'Moved to the next batch'],
      '申报 {applicationNo} 未在期限内上报，已转入下一批次（{batchName}），请于 {dueAt:deadline} 前办理。',
      'Declaration {applicationNo} was not reported in time and goes into the next batch ({batchName}); please decide by {dueAt:deadline}.',
    ),
  ],
} as const;
