import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../kit/button.tsx';
import { TextField } from '../../kit/fields.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';

const t = defineMessages({
  label: ['现工作单位名称', 'Current employing unit'],
  hint: [
    '从已绑定的单位中选择，不能自行填写名称。输入名称中的几个字查找。',
    'Chosen from the bound units, never typed freely. Type a part of the name to find it.',
  ],
  chosen: ['已选择', 'Chosen'],
  change: ['更换单位', 'Choose another'],
  choose: ['选择', 'Choose'],
  searching: ['正在查找…', 'Searching…'],
  none: ['没有找到已绑定的单位', 'No bound unit found'],
  invite: [
    '请把本平台的用人单位入口发给单位人事负责人：注册用人单位账号，提交授权委托证明，绑定单位名称后，您就可以在此选择。',
    'Send your HR head to the units’ entrance: once the unit is registered and its letter of authorisation accepted, you can choose it here.',
  ],
  copy: ['复制邀请', 'Copy the invitation'],
  copied: ['已复制，可粘贴发给单位', 'Copied; paste it to your unit'],
  notCopied: ['没有复制成功，请手动选取上面的网址', 'Not copied; please select the address above'],
  invitation: [
    '请为本单位注册职称申报的用人单位账号并提交授权委托证明：{url}',
    'Please register our unit for title declarations and submit its letter of authorisation: {url}',
  ],
  entrance: ['用人单位入口：{url}', 'Units’ entrance: {url}'],
});

interface Props {
  uscc: string | undefined;
  unitName: string | undefined;
  error?: string | undefined;
  onChange(unit: { uscc: string; name: string } | undefined): void;
}

/** R9: a reference to a bound unit. Not there: how to invite the HR head. */
export function UnitField({ uscc, unitName, error, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useApi('find-units', { query: { q: asked }, enabled: asked.length > 0 && !uscc });
  const items = found.data?.body.items ?? [];
  const entrance = `${location.origin}/admin/`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(t('invitation', { url: entrance }));
      toast(t('copied'));
    } catch {
      toast(t('notCopied'));
    }
  };
  if (uscc) {
    return (
      <div class="field" id="f-currentUnit" tabIndex={-1}>
        <p class="label">{t('label')}</p>
        <p class="row">
          <StatusTag tone="good">{t('chosen')}</StatusTag>
          <strong>{unitName ?? uscc}</strong>
          <span class="quiet">{uscc}</span>
          <Button onClick={() => onChange(undefined)}>{t('change')}</Button>
        </p>
        <p class="inline-error">{error}</p>
      </div>
    );
  }
  return (
    <>
      <TextField
        name="currentUnit"
        label={t('label')}
        hint={t('hint')}
        value={typed}
        onInput={setTyped}
        error={error}
        required
        type="search"
        autoComplete="off"
      />
      <div aria-live="polite">
        {asked && found.isLoading ? <p class="quiet">{t('searching')}</p> : null}
        {items.length > 0 ? (
          <ul class="choices">
            {items.map((unit) => (
              <li key={unit.uscc}>
                <span>
                  {unit.name} <span class="quiet">{unit.uscc}</span>
                </span>
                <Button onClick={() => onChange(unit)}>
                  {t('choose')}
                  <span class="visually-hidden"> {unit.name}</span>
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {asked && found.data && items.length === 0 ? (
          <Notice tone="warn" title={t('none')}>
            <p>{t('invite')}</p>
            <p>{t('entrance', { url: entrance })}</p>
            <p>
              <Button onClick={() => void copy()}>{t('copy')}</Button>
            </p>
          </Notice>
        ) : null}
      </div>
    </>
  );
}
