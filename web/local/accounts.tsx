import { defineMessages } from '../kit/i18n.ts';
import { ItemTable } from '../kit/item-list.tsx';
import { type Account, useLocal } from './api.ts';

const own = defineMessages({
  title: ['演示账号', 'Demo accounts'],
  note: [
    '没有密码。在登录页选择或输入账号；同一角色可以有任意多个，如 point.P330106.2、expert.all.9。',
    'Without passwords: choose or type one on the sign-in page. Any number of a kind works, such as point.P330106.2 or expert.all.9.',
  ],
  login: ['账号', 'Login'],
  name: ['姓名', 'Name'],
  role: ['角色', 'Role'],
  where: ['在哪里登录', 'Where'],
  public: ['申报站点 / 工作台“用人单位账号”', 'Declaration site, or “Employing unit” at the console'],
  staff: ['工作台“工作人员”', '“Staff and experts” at the console'],
});

export function Accounts() {
  const query = useLocal<{ items: Account[] }>('accounts');
  return (
    <div class="stack tight">
      <p class="read">{own('note')}</p>
      <ItemTable
        caption={own('title')}
        query={query}
        keyOf={(row) => row.login}
        columns={[
          { key: 'login', label: own('login'), cell: (row) => <code>{row.login}</code> },
          { key: 'name', label: own('name'), cell: (row) => row.name },
          { key: 'role', label: own('role'), cell: (row) => row.label },
          { key: 'where', label: own('where'), cell: (row) => own(row.pool) },
        ]}
      />
    </div>
  );
}
