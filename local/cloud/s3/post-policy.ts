import { S3Error } from './errors.ts';
import { ALGORITHM, checkScope, hmac, sameHex, type Verifier } from './signature.ts';
import { parseAmzDate } from './timeline.ts';

/** The policy of a browser upload (Amazon S3 API Reference, "Creating a POST policy"), checked whole. */

/** `value` must be, or begin, the form's field. `shown` is the condition as a refusal quotes it. */
interface Condition {
  operator: 'eq' | 'starts-with';
  field: string;
  value: string;
  shown: string;
}

interface Policy {
  /** Milliseconds. */
  expires: number;
  conditions: Condition[];
  /** Bytes, both inclusive. */
  range?: readonly [min: number, max: number];
}

/** What the signature allows. */
export interface Permission {
  accessKeyId: string;
  minBytes: number;
  maxBytes: number;
}

/** No condition needs to speak of these: they are the signature itself, or data for other readers of the form. */
const UNCOVERED = /^(policy|x-amz-signature|file|x-ignore-.*)$/;

/**
 * Checks signature, expiry and every condition; each field of the form, and the bucket, must be named by the policy.
 * @param fields lower-case names
 * @throws S3Error AccessDenied, SignatureDoesNotMatch, InvalidPolicyDocument, InvalidArgument, InvalidAccessKeyId
 */
export function checkPolicy(
  fields: ReadonlyMap<string, string>,
  bucket: string,
  verifier: Verifier,
): Permission {
  const need = (name: string) => {
    const value = fields.get(name);
    if (value !== undefined) return value;
    throw new S3Error(
      'InvalidArgument',
      `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
      { ArgumentName: name, ArgumentValue: '' },
    );
  };
  if (!fields.has('policy')) throw new S3Error('AccessDenied');
  const encoded = need('policy');
  if (need('x-amz-algorithm') !== ALGORITHM) {
    throw new S3Error('InvalidArgument', `X-Amz-Algorithm only supports "${ALGORITHM}"`, {
      ArgumentName: 'x-amz-algorithm',
    });
  }
  const amzDate = need('x-amz-date');
  const signedAt = parseAmzDate(amzDate);
  if (signedAt === undefined) {
    throw new S3Error('InvalidArgument', 'X-Amz-Date must be formatted via ISO8601 Long format', {
      ArgumentName: 'x-amz-date',
    });
  }
  const scope = checkScope(need('x-amz-credential'), amzDate, verifier, 'InvalidArgument');
  const signature = need('x-amz-signature');
  // Nothing of the policy is believed before its signature.
  if (!sameHex(hmac(scope.signingKey, encoded).toString('hex'), signature)) {
    throw new S3Error('SignatureDoesNotMatch', undefined, {
      ...{ AWSAccessKeyId: scope.accessKeyId, StringToSign: encoded, SignatureProvided: signature },
    });
  }
  const policy = parsePolicy(encoded);
  const state = verifier.timeline.judge(signedAt, policy.expires);
  if (state === 'early') throw new S3Error('AccessDenied', 'Request is not yet valid');
  if (state === 'expired') throw denied('Policy expired.');
  checkConditions(policy, new Map([...fields, ['bucket', bucket]]));
  const [minBytes, maxBytes] = policy.range ?? [0, Number.POSITIVE_INFINITY];
  return { accessKeyId: scope.accessKeyId, minBytes, maxBytes };
}

function checkConditions(policy: Policy, fields: ReadonlyMap<string, string>): void {
  for (const condition of policy.conditions) {
    if (!holds(condition, fields.get(condition.field)))
      throw denied(`Policy Condition failed: ${condition.shown}`);
  }
  const covered = new Set(policy.conditions.map((condition) => condition.field));
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !UNCOVERED.test(name));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

function holds({ operator, field, value }: Condition, given: string | undefined): boolean {
  // A missing field is an empty one: S3 lets `starts-with ""` pass without it.
  const text = given ?? '';
  if (operator === 'eq') return text === value;
  // Types may be a list, and then each of them must begin so.
  const entries = field === 'content-type' ? text.split(',').map((entry) => entry.trim()) : [text];
  return entries.every((entry) => entry.startsWith(value));
}

/** @throws S3Error InvalidPolicyDocument */
function parsePolicy(encoded: string): Policy {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON.');
  }
  if (!isRecord(document)) throw invalid('Invalid JSON.');
  for (const name of Object.keys(document)) {
    if (name !== 'expiration' && name !== 'conditions') throw invalid(`Unexpected: '${name}'`);
  }
  if (document.expiration === undefined) throw invalid('Policy missing expiration.');
  if (document.conditions === undefined) throw invalid('Policy missing conditions.');
  const { expiration } = document;
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
  const expires =
    typeof expiration === 'string' && iso.test(expiration) ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(expires)) throw invalid(`Invalid 'expiration' value: '${String(expiration)}'`);
  if (!Array.isArray(document.conditions)) throw invalid("Invalid 'conditions' value: must be a List.");
  const policy: Policy = { expires, conditions: [] };
  for (const entry of document.conditions as unknown[]) readCondition(entry, policy);
  return policy;
}

function readCondition(entry: unknown, policy: Policy): void {
  if (Array.isArray(entry)) {
    const [operator, first, second] = entry as unknown[];
    const word = typeof operator === 'string' ? operator.toLowerCase() : operator;
    if (entry.length !== 3) throw invalid('Invalid Condition: wrong number of arguments.');
    if (word === 'content-length-range') {
      const [min, max] = [Number(first), Number(second)];
      if (!isLength(first) || !isLength(second) || min > max) {
        throw invalid(
          'Invalid Content-Length-Range: Content-Length-Range must be two integers, the smaller one first.',
        );
      }
      // Two ranges both hold: the narrower one is what is allowed.
      const [low, high] = policy.range ?? [0, Number.POSITIVE_INFINITY];
      policy.range = [Math.max(low, min), Math.min(high, max)];
      return;
    }
    if (
      (word !== 'eq' && word !== 'starts-with') ||
      typeof first !== 'string' ||
      typeof second !== 'string'
    ) {
      throw invalid(`Invalid Condition: unknown operation '${String(operator)}'.`);
    }
    if (!first.startsWith('$')) throw invalid(`Invalid Condition: '${first}' does not begin with '$'.`);
    policy.conditions.push({
      operator: word,
      field: first.slice(1).toLowerCase(),
      value: second,
      shown: show(word, first, second),
    });
    return;
  }
  const pairs = isRecord(entry) ? Object.entries(entry) : [];
  const [name, value] = pairs[0] ?? [];
  if (pairs.length !== 1 || name === undefined || typeof value !== 'string') {
    throw invalid('Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.');
  }
  policy.conditions.push({
    operator: 'eq',
    field: name.toLowerCase(),
    value,
    shown: show('eq', `$${name}`, value),
  });
}

function show(operator: string, field: string, value: string): string {
  return `[${[operator, field, value].map((text) => JSON.stringify(text)).join(', ')}]`;
}

function isLength(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'string') && /^\d{1,15}$/.test(String(value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): S3Error {
  return new S3Error('InvalidPolicyDocument', `Invalid Policy: ${reason}`);
}

function denied(reason: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${reason}`);
}
