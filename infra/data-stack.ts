import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { INDEXES, TABLE_KEYS } from '../shared/contracts/table.ts';
import type { Config } from './config.ts';

interface DataStackProps extends StackProps {
  config: Config;
}

interface SignIn {
  issuer: string;
  clientId: string;
}

/** Everything that must survive: tables, files, accounts. Deployed apart from the code, kept on deletion. */
export class DataStack extends Stack {
  readonly table: dynamodb.Table;
  readonly ballots: dynamodb.Table;
  readonly quarantine: s3.Bucket;
  readonly clean: s3.Bucket;
  readonly documents: s3.Bucket;
  /** Changes that could not be dispatched, as they were. */
  readonly lost: s3.Bucket;
  readonly signIn: { public: SignIn; staff: SignIn };

  constructor(scope: Construct, id: string, { config, ...props }: DataStackProps) {
    super(scope, id, props);
    const string = dynamodb.AttributeType.STRING;

    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: TABLE_KEYS.partition, type: string },
      sortKey: { name: TABLE_KEYS.sort, type: string },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: TABLE_KEYS.ttl,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: config.stage !== 'local',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const index of Object.values(INDEXES)) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.partition, type: string },
        sortKey: { name: index.sort, type: string },
        projectionType: dynamodb.ProjectionType[index.projection],
      });
    }

    // No stream and no point-in-time recovery: either would tell in which order ballots came, or bring back ballots that
    // an aborted session destroyed (B5, T31).
    this.ballots = new dynamodb.Table(this, 'Ballots', {
      partitionKey: { name: TABLE_KEYS.partition, type: string },
      sortKey: { name: TABLE_KEYS.sort, type: string },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      deletionProtection: config.stage !== 'local',
      removalPolicy: RemovalPolicy.RETAIN,
    });

    Validations.of(this.ballots).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason:
        'Recovery to a second would pair voter and ballot; the signed count sheets are the record (B5, B11).',
    });

    const logs = new s3.Bucket(this, 'AccessLogs', {
      ...privateBucket,
      objectOwnership: s3.ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(config.logRetentionDays) }],
    });
    Validations.of(logs).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'This is the bucket that access logs go to.',
    });
    const bucket = (name: string, extra: s3.BucketProps = {}) =>
      new s3.Bucket(this, name, {
        ...privateBucket,
        versioned: true,
        serverAccessLogsBucket: logs,
        serverAccessLogsPrefix: `${name}/`,
        ...extra,
      });
    this.quarantine = bucket('Quarantine', {
      cors: [
        {
          allowedMethods: [s3.HttpMethods.POST],
          allowedOrigins: [config.siteOrigin],
          allowedHeaders: ['*'],
          maxAge: 3000,
        },
      ],
    });
    // Pages read pictures and documents by script: their CSP has no other origin for images.
    this.clean = bucket('Clean', {
      cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: [config.siteOrigin], maxAge: 3000 }],
    });
    this.documents = bucket('Documents', {
      // A preview is looked at once.
      lifecycleRules: [
        {
          prefix: 'previews/',
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    this.lost = bucket('LostChanges', { lifecycleRules: [{ expiration: Duration.days(365) }] });

    this.signIn =
      config.identity.kind === 'oidc'
        ? { public: config.identity.public, staff: config.identity.staff }
        : { public: this.pool('People', config, false), staff: this.pool('Staff', config, true) };

    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'QuarantineBucket', { value: this.quarantine.bucketName });
  }

  /** A user pool: who somebody is. What he may do stands in the table. */
  private pool(name: string, config: Config, staff: boolean): SignIn {
    const pool = new cognito.UserPool(this, `${name}Pool`, {
      userPoolName: `zhiping-${config.stage}-${name.toLowerCase()}`,
      selfSignUpEnabled: !staff,
      signInAliases: { username: true, phone: !staff, email: staff },
      mfa: staff ? cognito.Mfa.REQUIRED : cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    if (!staff) {
      Validations.of(pool).acknowledge({
        id: 'AwsSolutions-COG2',
        reason:
          'People may use a second factor; requiring one would keep out applicants who sign in once a year.',
      });
    }
    // Where people sign in: whoever is known may object though an address has used up its count (D22).
    const sections = (staff ? ['/admin/'] : ['/', '/public/']).map((path) => `${config.siteOrigin}${path}`);
    const client = pool.addClient('Pages', {
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.PROFILE],
        callbackUrls: sections,
        logoutUrls: sections,
      },
      // Without this list a client may write every attribute: one could give himself another’s address.
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes(
        staff ? { locale: true } : { fullname: true, phoneNumber: true, email: true, locale: true },
      ),
      // Tokens then name their sign-in (`origin_jti`), which a seat in a session is bound to (D21).
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(staff ? 10 : 24),
    });
    pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `zhiping-${config.stage}-${name.toLowerCase()}-${config.account}` },
    });
    return { issuer: pool.userPoolProviderUrl, clientId: client.userPoolClientId };
  }
}

const privateBucket: s3.BucketProps = {
  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  encryption: s3.BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
};
