import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { normaliseIdentifier } from '../../../shared/contracts/characters.ts';
import { type FormPart, part } from '../../kit/draft.ts';
import { showLifeDate } from '../../kit/format.ts';
import { defineMessages, named } from '../../kit/i18n.ts';
import { identityKindName, sexName } from '../../kit/words.ts';

/** Words of the profile. */
export const words = defineMessages({
  intro: ['经检查无误后，点击“保存”。', 'Check your entries, then save.'],
  name: ['姓名', 'Name'],
  idKind: ['证件类型', 'Kind of document'],
  idNumber: ['证件号码', 'Number of the document'],
  mobile: ['手机号码', 'Mobile number'],
  email: ['电子邮箱', 'E-mail'],
  gender: ['性别', 'Sex'],
  birthDate: ['出生日期', 'Date of birth'],
  fromId: ['由身份证号码得出', 'Taken from the identity number'],
  education: ['最高学历', 'Highest education'],
  currentTitle: ['现任职称', 'Present title'],
  unit: ['现工作单位名称', 'Current employing unit'],
  nameReason: ['姓名与登录实名不一致的原因', 'Why the name is not that of the sign-in'],
  nameReasonHint: [
    '登录实名为“{name}”。姓名应与其一致；确有原因的请说明，审核人员会看到。提交申报前必须填写。',
    'You are signed in as {name}, and the name should be the same. If there is a reason, give it: reviewers read it, and it is needed before you submit.',
  ],
  keptTitle: ['已提交的申报不随此处修改', 'What was submitted does not change with this page'],
  keptText: [
    '申报 {no} 提交时的{fields}与现在不同，评审表、公示和证书以提交时为准。需要更正的，请联系正在办理的部门：可退回更正；缴费后由两名工作人员更正。',
    'The declaration {no} was submitted with another {fields}; form, notices and certificate keep what was submitted. To have it corrected, ask the desk that has it: it can be returned, or after the payment corrected by two officers.',
  ],
  currentUnit: ['现工作单位', 'Current unit'],
  complete: ['个人基本信息已完善', 'The profile is complete'],
  completeNext: ['接着完善“我的业绩档案”', 'Now your achievement archive'],
  incomplete: ['尚需填写', 'Still to be filled in'],
});

export type ProfileForm = BodyOf<'ProfileBody'> & { unitName?: string };

const clean = normaliseIdentifier;

/** What is merged as one when the profile was saved elsewhere meanwhile. */
export const profileParts: readonly FormPart[] = [
  part('name', () => words('name')),
  part<ProfileForm>(
    ['idKind', 'idNumber'],
    () => words('idNumber'),
    ({ idKind, idNumber }) => named(identityKindName(idKind), idNumber),
    { clean },
  ),
  part<'MALE' | 'FEMALE'>('gender', () => words('gender'), sexName),
  part('nameReason', () => words('nameReason')),
  part('birthDate', () => words('birthDate'), showLifeDate),
  part('mobile', () => words('mobile'), String, { clean }),
  part('email', () => words('email')),
  part('highestEducation', () => words('education')),
  part('currentTitle', () => words('currentTitle')),
  part<ProfileForm>(
    ['currentUnit', 'unitName'],
    () => words('unit'),
    ({ currentUnit, unitName }) => unitName || currentUnit || '',
  ),
];
