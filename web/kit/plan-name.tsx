import { lang, say } from './i18n.ts';
import { useApi } from './query.ts';

/** What a plan is called in the page's language; its literal name where it has no other. */
export function PlanName({ of: { planCode, planName } }: { of: { planCode: string; planName: string } }) {
  const plans = useApi('list-plans', { enabled: lang.value === 'en' }).data?.body.items;
  const names = plans?.find((one) => one.planCode === planCode)?.names;
  const english = lang.value === 'en' && names?.en !== undefined;
  return <span lang={english ? 'en' : 'zh-CN'}>{say(names) || planName}</span>;
}
