import { SecretValue } from 'aws-cdk-lib';
import * as z from 'zod/mini';

/** Settings of one stage of the platform. Everything that differs between a city's stages is here and nowhere else. */
export const ConfigSchema = z.object({
  /** Names the stacks and physical resources: `local`, `test`, `prod` … */
  stage: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,15}$/)),
  account: z.string(),
  /** `cn-north-1` and `cn-northwest-1` keep personal data inside mainland China (L35). */
  region: z.string(),
  /** `cognito` makes two user pools; `oidc` takes any issuer, as the aws-cn partition has no user pools. */
  identity: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('cognito') }),
    z.object({
      kind: z.literal('oidc'),
      public: z.object({ issuer: z.string(), clientId: z.string() }),
      staff: z.object({
        issuer: z.string(),
        clientId: z.string(),
        /** By which claim of its tokens the issuer tells a second factor, and with which values (D34; RFC 8176). */
        secondFactor: z._default(z.object({ claim: z.string(), values: z.array(z.string()) }), {
          claim: 'amr',
          values: ['mfa', 'otp', 'sms', 'hwk', 'swk'],
        }),
      }),
    }),
  ]),
  /**
   * Minutes without anybody there after which a sign-in of staff ends, by role or `*`, where others than the software's own
   * (shared/contracts/idle.ts) are wanted; 0 for none.
   */
  idleMinutes: z._default(z.record(z.string(), z.number()), {}),
  /**
   * Subjects of the staff issuer who administer from their first sign-in, by administration (D34); a list alone is of
   * security. Two of security, for it takes two persons to appoint everybody else; nobody stands in two lists.
   */
  firstAdministrators: z._default(
    z.union([
      z.array(z.string()),
      z.object({
        security: z.array(z.string()),
        system: z._default(z.array(z.string()), []),
        audit: z._default(z.array(z.string()), []),
      }),
    ]),
    [],
  ),
  /** Where people open the pages, without a trailing slash. */
  siteOrigin: z.string(),
  logRetentionDays: z._default(z.number(), 1096),
  alarmEmail: z.optional(z.string()),
  payment: z.object({
    adapter: z.enum(['cashier', 'gateway']),
    url: z.string(),
    /** Name of the Secrets Manager secret with the callback key, or (local stage only) the key itself. */
    secretName: z.optional(z.string()),
    localSecret: z.optional(z.string()),
  }),
  notices: z.object({
    adapter: z.enum(['mailbox', 'gateway', 'aws']),
    /** Address of the mailbox or gateway. */
    url: z._default(z.string(), ''),
    /** Name of the Secrets Manager secret with the gateway's bearer token. */
    secretName: z.optional(z.string()),
    /** Address that e-mail comes from (`aws`), verified with SES. */
    sender: z.optional(z.string()),
  }),
  /**
   * The key that the proxy before the API sends along and that addresses are hashed with (D22): the name of its secret, or
   * (local stage only) the key itself.
   */
  edge: z._default(z.object({ secretName: z.optional(z.string()), localKey: z.optional(z.string()) }), {}),
  /**
   * The key that identity numbers are hashed with, to know two accounts of one person (D29): the name of its secret, or
   * (local stage only) the key itself. With another key nobody is known any more.
   */
  persons: z._default(z.object({ secretName: z.optional(z.string()), localKey: z.optional(z.string()) }), {}),
  scanner: z._default(z.enum(['embedded', 'guardduty']), 'embedded'),
  plans: z.object({
    codes: z._default(z.array(z.string()), []),
    dates: z._default(z.enum(['fixed', 'season']), 'fixed'),
  }),
  /** ARN of a WAF web ACL in front of the pages; made outside, because its home is another region. */
  webAclArn: z.optional(z.string()),
  /**
   * `cloudfront`: the web stack serves the pages. `elsewhere`: the city's own web server serves `dist/web` and passes
   * `/v1/` on to the API, as in the China partition, whose CloudFront has neither functions nor origin access control.
   */
  pages: z._default(z.enum(['cloudfront', 'elsewhere']), 'cloudfront'),
});
export type Config = z.infer<typeof ConfigSchema>;

/** What `npm start` runs: the embedded cloud reads the very template that this configuration gives. */
const local: z.input<typeof ConfigSchema> = {
  stage: 'local',
  account: '000000000000',
  region: 'cn-north-1',
  identity: {
    kind: 'oidc',
    public: { issuer: 'http://127.0.0.1:8787/idp/public', clientId: 'zhiping-apply' },
    staff: { issuer: 'http://127.0.0.1:8787/idp/staff', clientId: 'zhiping-admin' },
  },
  firstAdministrators: ['security.all', 'security.all.2'],
  // A clock that is moved by days would sign everybody out.
  idleMinutes: { '*': 0 },
  siteOrigin: 'http://127.0.0.1:8787',
  payment: {
    adapter: 'cashier',
    url: 'http://127.0.0.1:8787/local/cashier',
    localSecret: 'local-cashier-key',
  },
  notices: { adapter: 'mailbox', url: 'http://127.0.0.1:8787/local/api/mailbox' },
  edge: { localKey: 'local-edge-key' },
  persons: { localKey: 'local-person-key' },
  plans: { dates: 'season' },
  pages: 'elsewhere',
};

/**
 * The configuration of the stage named by ZHIPING_STAGE (default `local`). Other stages are read from the JSON that
 * ZHIPING_CONFIG names, so that a city keeps its settings beside its own secrets; see docs/deploy.md.
 */
export function readConfig(json: unknown = undefined): Config {
  const result = z.safeParse(ConfigSchema, json ?? local);
  if (result.success) return result.data;
  const places = result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
  throw new TypeError(`The configuration is not valid: ${places}`);
}

/**
 * The first administrators as functions read them: `security:sub,system:sub`.
 * @throws {TypeError} where one is in two administrations
 */
export function firstAdministrators({ firstAdministrators: given }: Config): string {
  const lists = Array.isArray(given) ? { security: given } : given;
  const all = Object.entries(lists).flatMap(([kind, subjects]) =>
    subjects.map((sub) => [kind, sub] as const),
  );
  const twice = all.find(([, sub], i) => all.findIndex(([, other]) => other === sub) !== i);
  if (twice)
    throw new TypeError(
      `firstAdministrators: ${twice[1]} is named twice; no person combines two administrations`,
    );
  return all.map(([kind, sub]) => `${kind}:${sub}`).join(',');
}

/** The edge key as templates carry it: a reference to its secret, resolved when the stack is deployed. */
export const edgeKey = (config: Config): string => keyOf('edge', config);

/** The key of identity numbers, likewise. */
export const personKey = (config: Config): string => keyOf('persons', config);

function keyOf(name: 'edge' | 'persons', config: Config): string {
  const { secretName, localKey } = config[name];
  if (secretName) return SecretValue.secretsManager(secretName).unsafeUnwrap();
  if (config.stage === 'local' && localKey) return localKey;
  throw new Error(`${name}.secretName is needed outside the local stage.`);
}
