import { signIn, signOut } from '../kit/auth.ts';
import { Button } from '../kit/button.tsx';
import { defineMessages } from '../kit/i18n.ts';
import { Notice } from '../kit/notice.tsx';
import { PageTitle } from '../kit/shell.tsx';

const own = defineMessages({
  title: ['请选择登录方式', 'How would you like to sign in?'],
  unit: ['用人单位账号', 'Employing unit'],
  unitText: [
    '注册单位、上传授权委托证明，审查业绩，审核本单位申报，评审表盖章。',
    'Register the unit, check achievements, review its applications, seal the review forms.',
  ],
  staff: ['工作人员', 'Staff and experts'],
  staffText: [
    '受理点、区县人社、市直单位、评委会办公室、评审专家、市人社局、会审部门、监督、运维。',
    'Acceptance points, district HRSS, municipal units, the committee office, experts, authorities, supervision, operations.',
  ],
  applicant: ['申报人请到申报站点', 'Applicants: go to the declaration site'],
  wrong: ['当前登录的是申报人账号', 'An applicant is signed in'],
  wrongText: [
    '工作台供用人单位和工作人员使用。请退出后用相应账号登录，或到申报站点办理个人申报。',
    'The console is for units and staff. Sign out and use another account, or go to the declaration site.',
  ],
  leave: ['退出当前账号', 'Sign out'],
});

/** Nobody is signed in: which of the two sign-in pools. */
export function Entry() {
  return (
    <div class="stack entry">
      <PageTitle>{own('title')}</PageTitle>
      <div class="entry-cards">
        <section class="panel stack tight">
          <h2>{own('unit')}</h2>
          <p>{own('unitText')}</p>
          <Button look="primary" onClick={() => void signIn('public')}>
            {own('unit')}
          </Button>
        </section>
        <section class="panel stack tight">
          <h2>{own('staff')}</h2>
          <p>{own('staffText')}</p>
          <Button look="primary" onClick={() => void signIn('staff')}>
            {own('staff')}
          </Button>
        </section>
      </div>
      <p>
        <a class="link" href="/">
          {own('applicant')}
        </a>
      </p>
    </div>
  );
}

/** An applicant's own account has nothing to do here. */
export function WrongAccount() {
  return (
    <div class="stack entry">
      <PageTitle>{own('wrong')}</PageTitle>
      <Notice tone="warn">
        <p>{own('wrongText')}</p>
      </Notice>
      <div class="row">
        <Button look="primary" onClick={() => void signOut('public')}>
          {own('leave')}
        </Button>
        <a class="button secondary" href="/">
          {own('applicant')}
        </a>
      </div>
    </div>
  );
}
