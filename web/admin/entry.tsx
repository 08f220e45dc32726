import { signIn } from '../kit/auth.ts';
import { Button } from '../kit/button.tsx';
import { defineMessages } from '../kit/i18n.ts';
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
