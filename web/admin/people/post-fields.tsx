import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import type { ResponseFor } from '../../kit/client.ts';
import { DateField } from '../../kit/date-field.tsx';
import { CheckBox, Select, TextField } from '../../kit/fields.tsx';
import type { useFields } from '../../kit/form.ts';
import { Notice } from '../../kit/notice.tsx';
import { roleName } from '../../kit/words.ts';
import { own } from './people-words.ts';

export type Offers = ResponseFor<'list-people'>['offers'];

/** What an appointment gives, while it is filled in. */
export interface PostDraft {
  role: string;
  scope: string;
  head: boolean;
  validFrom: string;
  validTo: string;
}

/** As the API takes it: an empty day is none. */
export const postOf = ({ role, scope, head, validFrom, validTo }: PostDraft) => ({
  ...{ role: role as BodyOf<'InvitationBody'>['role'], scope, head, validFrom },
  ...(validTo ? { validTo } : {}),
});

/** Whom an invitation goes to. */
export function InviteeFields<T extends { name: string; email: string }>({
  fields,
}: {
  fields: ReturnType<typeof useFields<T>>;
}) {
  const { text } = fields as unknown as ReturnType<typeof useFields<{ name: string; email: string }>>;
  return (
    <>
      <TextField {...text('name')} label={own('name')} hint={own('nameHint')} required />
      <TextField {...text('email')} type="email" label={own('email')} hint={own('emailHint')} required />
    </>
  );
}

/** Role, place, headship and validity: for an invitation and for a change. */
export function PostFields<T extends PostDraft>({
  fields,
  offers,
}: {
  fields: ReturnType<typeof useFields<T>>;
  offers: Offers;
}) {
  const post = fields as unknown as ReturnType<typeof useFields<PostDraft>>;
  const offer = offers.find((one) => one.role === post.values.role);
  const [only] = offer?.scopes.length === 1 ? offer.scopes : [];
  const choose = (role: string) => {
    const places = offers.find((one) => one.role === role)?.scopes ?? [];
    post.set({ role, scope: places.length === 1 ? (places[0]?.scope ?? '') : '' });
  };
  return (
    <>
      <Select
        {...post.choice('role')}
        onChange={choose}
        label={own('role')}
        choices={offers.map(({ role }) => ({ value: role, label: roleName(role) }))}
        required
      />
      <Select
        {...post.choice('scope')}
        value={only?.scope ?? post.values.scope}
        label={own('scope')}
        choices={(offer?.scopes ?? []).map(({ scope, name }) => ({ value: scope, label: name }))}
        disabled={!offer}
        required
      />
      <CheckBox
        name="head"
        label={own('head')}
        checked={post.values.head}
        onChange={(head) => post.set({ head })}
      />
      <DateField {...post.date('validFrom')} label={own('validFrom')} required />
      <DateField {...post.date('validTo')} label={own('validTo')} />
      {offer?.twoPersons || post.values.head ? <Notice tone="info">{own('twoPersons')}</Notice> : null}
    </>
  );
}
