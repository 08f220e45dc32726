import { checking, objecting, sendingEvidence } from './limits.ts';
import { rowsOf } from './route.ts';

/** Open to everybody. */
// biome-ignore format: a table
export const open = rowsOf('api-public', 'none', [
  { id: 'get-health', method: 'GET', path: '/v1/health',
    response: 'Health', zh: '运行状态', en: 'Health' },
  { id: 'get-openapi', method: 'GET', path: '/v1/openapi.json',
    response: 'Json', zh: '接口说明', en: 'OpenAPI 3.1 document' },
  { id: 'get-docs', method: 'GET', path: '/v1/docs',
    response: 'Html', zh: '接口文档', en: 'API reference page' },
  { id: 'get-config', method: 'GET', path: '/v1/config',
    response: 'SiteConfig', zh: '站点配置', en: 'Sign-in and adapter configuration' },
  { id: 'list-plans', method: 'GET', path: '/v1/plans',
    response: 'PlanList', zh: '申报计划列表', en: 'Plans on offer', rules: ['R10', 'R11'] },
  { id: 'get-plan', method: 'GET', path: '/v1/plans/{planCode}',
    response: 'PlanDocument', zh: '申报计划', en: 'A plan with all its requirements', rules: ['R12', 'R28'] },
  { id: 'list-calendars', method: 'GET', path: '/v1/calendars',
    response: 'CalendarList', zh: '工作日历', en: 'Holiday calendars in force', rules: ['K1'] },
  { id: 'list-publicities', method: 'GET', path: '/v1/publicities',
    response: 'PublicityList', zh: '公示列表', en: 'Public notices', rules: ['R63', 'R65', 'V3'] },
  { id: 'get-publicity', method: 'GET', path: '/v1/publicities/{publicityId}',
    response: 'PublicityDocument',
    zh: '公示', en: 'A public notice with its list and proof', rules: ['R63', 'V1', 'K4'] },
  { id: 'create-objection', method: 'POST', path: '/v1/publicities/{publicityId}/objections',
    body: 'ObjectionBody', response: 'ObjectionReceipt',
    limits: objecting('ADDRESS', 20, 5),
    zh: '提出异议', en: 'Object to an entry', rules: ['R64', 'R66', 'C15', 'D22'] },
  { id: 'create-evidence-upload', method: 'POST', path: '/v1/publicities/{publicityId}/evidence',
    body: 'EvidenceBody', response: 'UploadTicket',
    limits: sendingEvidence,
    zh: '上传异议佐证材料', en: 'Get a presigned upload form for evidence', rules: ['D22', 'C15'] },
  { id: 'get-evidence-upload', method: 'GET', path: '/v1/publicities/{publicityId}/evidence/{fileId}',
    response: 'FileView', zh: '佐证材料检查结果', en: 'Verdict on evidence', rules: ['D22'] },
  // A question, not an act, as the next one: what is asked must not stand in a URL, so it is sent.
  { id: 'check-objection', method: 'POST', path: '/v1/objection-checks',
    body: 'ReceiptQuestion', response: 'ReceiptAnswer', idempotent: false,
    limits: checking('objection-check'),
    zh: '异议查询', en: 'Follow an objection by its receipt', rules: ['D22', 'C15'] },
  { id: 'check-certificate', method: 'POST', path: '/v1/certificate-checks',
    body: 'CertificateQuestion', response: 'CertificateAnswer', idempotent: false,
    limits: checking('certificate-check'),
    zh: '证书查验', en: 'Check a certificate by number and name', rules: ['L22', 'V4', 'D22'] },
  // Not limited: it comes from one address, the gateway's, and is signed.
  { id: 'receive-payment', method: 'POST', path: '/v1/payments/callback',
    body: 'PaymentCallback', response: 'PaymentReceipt', idempotent: false, signed: true,
    zh: '支付结果通知', en: 'Signed callback of the payment gateway', rules: ['R59'] },
]);
