import type { Plan } from '../../shared/contracts/plan.ts';
import { defineMessages, lang } from '../kit/i18n.ts';

/** Words that several pages of the applicant's site share; button texts are those of the source document. */
export const t = defineMessages({
  site: ['职评', 'Zhiping'],
  siteSub: ['职称申报', 'Title declaration'],
  home: ['首页', 'Home'],
  profile: ['个人基本信息', 'Profile'],
  archive: ['我的业绩档案', 'Achievements'],
  plans: ['申报计划', 'Plans'],
  currentUnit: ['现工作单位', 'Profile / present employer'],
  manual: ['个人用户操作手册', 'User manual'],
  save: ['保存', 'Save'],
  saved: ['已保存', 'Saved'],
  next: ['下一步', 'Next'],
  submit: ['提交', 'Submit'],
  declare: ['马上申报', 'Declare now'],
  selfEval: ['开始自评', 'Start the self-evaluation'],
  draftKept: ['有未保存的内容，已暂存在本浏览器。', 'Unsaved entries are kept in this browser.'],
  discard: ['放弃未保存的内容', 'Discard unsaved entries'],
  whoseTurn: ['当前由', 'Now with'],
  untilWhen: ['期限', 'Until'],
  after: ['之后', 'Then'],
  you: ['您', 'you'],
  noDeadline: ['无固定期限', 'no fixed deadline'],
  applicationNo: ['申报编号', 'Application number'],
  add: ['添加', 'Add'],
  delete: ['删除', 'Delete'],
  edit: ['修改', 'Edit'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  back: ['返回', 'Back'],
  from: ['开始日期', 'From'],
  to: ['结束日期', 'To'],
  stillRuns: ['至今', 'to the present'],
  reason: ['理由', 'Reason'],
  returnScope: ['退回补正期间只能修改下列内容', 'While returned, only this may be changed'],
});

/** Menus and buttons as the plan's own notice words them; English is the platform's. */
export function planWords({ strings }: Plan) {
  const zh = lang.value === 'zh';
  return {
    profile: zh ? strings.menuProfile : t('profile'),
    archive: zh ? strings.menuArchive : t('archive'),
    currentUnit: zh ? strings.fieldCurrentUnit : t('currentUnit'),
    manual: zh ? strings.manual : t('manual'),
    declare: zh ? strings.btnDeclare : t('declare'),
    next: zh ? strings.btnNext : t('next'),
    selfEval: zh ? strings.btnSelfEval : t('selfEval'),
    submit: zh ? strings.btnSubmit : t('submit'),
  };
}
