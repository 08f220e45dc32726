import { Link } from '../kit/button.tsx';
import { defineMessages } from '../kit/i18n.ts';
import { PageTitle } from '../kit/shell.tsx';
import { t } from './words.ts';

const m = defineMessages({
  h1: ['一、登录', '1. Sign in'],
  p1: [
    '点击页面右上角“登录”。填写中的内容会暂存在本浏览器，登录超时后重新登录不会丢失。',
    'Press “Sign in” at the top right. What you are filling in is kept in this browser and survives a new sign-in.',
  ],
  h2: ['二、完善个人基本信息', '2. Profile'],
  p2: [
    '填写后点击“保存”。“现工作单位名称”只能从已绑定的单位中选择；单位初次使用本平台的，请先由单位人事负责人注册用人单位账号并提交授权委托证明。',
    'Fill it in and save. The current unit is chosen from bound units; a unit new to the platform is registered by its HR head first.',
  ],
  h3: ['三、完善我的业绩档案', '3. Achievement archive'],
  p3: [
    '逐条添加业绩并上传证明材料，点击“保存”后送单位审查。审查通过的业绩才可在申报时提取；修改已通过的业绩会产生新版本，须重新审查。',
    'Add achievements with their evidence; saving sends them to your unit. Only approved ones can be used; changing one makes a new version.',
  ],
  h4: ['四、申报', '4. Declare'],
  p4: [
    '在“申报计划”中选择计划，查看所有要求后点击最下方的“马上申报”，依次完成：上传证件照、个人承诺、填写申报信息、选择相关业绩、上传相关附件、预览确认提交。',
    'Choose a plan, read all requirements, press the button at the bottom, then go through six pages: photo, commitment, data, achievements, attachments, preview.',
  ],
  h5: ['五、提交之后', '5. After submitting'],
  p5: [
    '首页显示申报由谁办理、期限和下一步。被退回时，只能修改退回意见所列内容，请在期限内补正后再次提交。审核通过后按提示缴费，导出评审表一式两份，经单位审核盖章后报送。',
    'The home page shows who has your application, until when, and what follows. If it is returned, only what the return names may be changed. After approval pay the fee, export the form in two copies, have it sealed and deliver it.',
  ],
  h6: ['六、证件照要求', '6. The photo'],
  p6: [
    '格式、大小、像素和宽高比见所选申报计划的要求，选择照片前页面就会列出。手机照片太大、比例不合或不是 JPG 的，选择后可以当场裁剪、压缩、转换；照片像素太少的，须重新拍摄或换一张更大的。',
    'Format, size, pixels and proportions are among the requirements of the plan, and stand on the page before you choose. A photo from a phone that is too large, of other proportions or no JPG is cropped, compressed and converted right there; one with too few pixels must be taken again or replaced by a larger one.',
  ],
});
const parts = [1, 2, 3, 4, 5, 6] as const;

/** 《个人用户操作手册》: reachable without sign-in (R5). */
export default function ManualPage() {
  return (
    <article class="stack read">
      <PageTitle>{t('manual')}</PageTitle>
      {parts.map((n) => (
        <section key={n}>
          <h2>{m(`h${n}`)}</h2>
          <p>{m(`p${n}`)}</p>
        </section>
      ))}
      <p>
        <Link href="/plans">{t('plans')}</Link>
      </p>
    </article>
  );
}
