import type { Plan } from '../../../shared/contracts/plan.ts';
import { Link } from '../../kit/button.tsx';
import { showDeadline } from '../../kit/format.ts';
import { colon, defineMessages, named, say } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { t } from '../words.ts';
import { slugOfPath, stepOfPath } from './places.ts';
import type { View } from './progress.ts';

const own = defineMessages({
  title: ['申报已退回，请补正', 'Your application was returned for correction'],
  by: ['{name} 退回：{reason}', 'Returned by {name}: {reason}'],
  go: ['去修改', 'Change it'],
  person: ['姓名、证件等身份信息', 'Name, document and birth date'],
  personNote: [
    '在“个人基本信息”中更正并保存后，重新签署承诺再提交。',
    'Correct and save your profile, sign the commitment again, then submit.',
  ],
});

/** Who declares is corrected in the profile (D16), everything else on a page of the declaration. */
const hrefOfPath = (view: View, path: string): string =>
  path.startsWith('/person') ? '/profile' : `/applications/${view.applicationId}/${slugOfPath(path)}`;

/** What a path of a return is called in the plan's words. */
export function nameOfPath(plan: Plan, path: string): string {
  const [, root = '', name = ''] = path.split('/');
  if (root === 'person') return own('person');
  const field = root === 'data' ? plan.form.fields.find((f) => f.key === name)?.names : undefined;
  const codes = (name.split('@')[0] ?? '').split('|');
  const documents = plan.attachments.documents.filter(
    (d) => root === 'attachments' && codes.includes(d.code),
  );
  if (field) return say(field);
  if (documents.length) return documents.map((d) => say(d.names)).join(' / ');
  const step = stepOfPath(path);
  return step ? plan.strings.pages[step] : path;
}

/** L11, C9: everything that must be mended, at once, and nothing else may be. */
export function ReturnNotice({ view, plan }: { view: View; plan: Plan }) {
  const { returned } = view;
  if (!returned) return null;
  return (
    <Notice tone="warn" title={own('title')}>
      <p>{own('by', { name: say(returned.desk), reason: returned.reason })}</p>
      <p>
        <strong>{showDeadline(returned.dueAt, view.waiting.left)}</strong>
      </p>
      <p>{named(t('returnScope'), '')}</p>
      <ul class="bullets">
        {returned.items.map((item) => (
          <li key={item.path}>
            <strong>{nameOfPath(plan, item.path)}</strong>
            {colon()}
            {item.remark} <Link href={hrefOfPath(view, item.path)}>{own('go')}</Link>
            {item.path.startsWith('/person') ? <span class="quiet"> {own('personNote')}</span> : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
