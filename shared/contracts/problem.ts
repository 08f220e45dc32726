import * as z from 'zod/mini';

/** Every refusal that the API gives, by its stable code: HTTP status and title. RFC 9457. */
export const problemCatalogue = {
  UNKNOWN_ROUTE: { status: 404, zh: '没有这个接口', en: 'No such route' },
  NOT_FOUND: {
    status: 404,
    zh: '没有找到，或当前账号无权查看',
    en: 'Not found, or not for this account to see',
  },
  AUTH: { status: 401, zh: '请先登录', en: 'Please sign in' },
  FORBIDDEN: { status: 403, zh: '您的角色不能进行此操作', en: 'Your role may not do this' },
  OUT_OF_SCOPE: { status: 403, zh: '不在您的管辖范围内', en: 'Outside your jurisdiction' },
  SEPARATION_OF_DUTIES: { status: 403, zh: '须由另一人办理', en: 'Another person must do this' },
  MALFORMED_JSON: { status: 400, zh: '请求内容不是有效的 JSON', en: 'The body is not valid JSON' },
  INVALID: { status: 422, zh: '有内容需要更正', en: 'Some entries need correcting' },
  IDEMPOTENCY_KEY_REQUIRED: {
    status: 400,
    zh: '缺少 Idempotency-Key 请求头',
    en: 'Idempotency-Key header missing',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: 'Idempotency-Key 已用于另一请求',
    en: 'Idempotency-Key was used for another request',
  },
  REQUEST_RUNNING: {
    status: 409,
    zh: '同一请求正在办理，请稍后再试',
    en: 'This very request is still being carried out; ask again shortly',
  },
  IF_MATCH_REQUIRED: { status: 428, zh: '缺少 If-Match 请求头', en: 'If-Match header missing' },
  STALE_VERSION: {
    status: 412,
    zh: '内容已被更新，请刷新后重试',
    en: 'It has changed since you read it; reload and try again',
  },
  STALE_TURN: {
    status: 409,
    zh: '该申报已进入其他环节，请刷新后查看',
    en: 'The application has moved on; reload to see',
  },
  WRONG_STAGE: { status: 409, zh: '当前环节不能进行此操作', en: 'Not possible at this stage' },
  CONFLICT: {
    status: 409,
    zh: '与已有记录冲突，请刷新后核对再试',
    en: 'In conflict with what is on record; reload, check and try again',
  },
  GUARD: { status: 409, zh: '条件尚未满足', en: 'A condition is not met' },
  TOO_LARGE: { status: 413, zh: '请求内容过大', en: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    zh: '只接受 application/json',
    en: 'Only application/json is accepted',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: '请求过于频繁，请稍后再试',
    en: 'Too many requests; try again later',
  },
  UPSTREAM: { status: 502, zh: '外部系统暂时没有应答', en: 'An outside system did not answer' },
  INTERNAL: { status: 500, zh: '系统出现错误，我们已记录', en: 'Something went wrong; it has been recorded' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ProblemCode = keyof typeof problemCatalogue;

/** One line of a refusal as it is sent: message already in the reader's language. */
export const ProblemEntrySchema = z.object({
  code: z.string(),
  rule: z.optional(z.string()),
  field: z.optional(z.string()),
  found: z.optional(z.union([z.string(), z.number()])),
  allowed: z.optional(z.union([z.string(), z.number()])),
  message: z.string(),
});

/** `application/problem+json` (RFC 9457) with our stable `code` and all errors of the request at once. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  requestId: z.string(),
  errors: z.array(ProblemEntrySchema),
  /** Of an edit based on a version that has moved on (412): the resource as it is now; its version is the ETag. */
  current: z.optional(z.unknown()),
});
export type Problem = z.infer<typeof ProblemSchema>;
