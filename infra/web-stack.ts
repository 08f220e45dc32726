import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as deployment from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { type Config, edgeKey } from './config.ts';

interface WebStackProps extends StackProps {
  config: Config;
  api: HttpApi;
}

/** The pages, and the API behind the same origin: CloudFront, a private bucket, strict security headers. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { config, api, ...props }: WebStackProps) {
    super(scope, id, props);
    const site = join(import.meta.dirname, '../dist/web');
    if (!existsSync(site)) throw new Error('dist/web is missing: run "npm run build" first.');
    const bucket = new s3.Bucket(this, 'Site', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const issuers =
      config.identity.kind === 'oidc'
        ? [config.identity.public.issuer, config.identity.staff.issuer]
        : [
            `https://cognito-idp.${config.region}.amazonaws.com`,
            `https://*.auth.${config.region}.amazoncognito.com`,
          ];
    const connect = [...new Set(issuers.map((i) => (i.includes('*') ? i : new URL(i).origin)))].join(' ');
    const files = `https://*.s3.${config.region}.${this.urlSuffix}`;
    const headers = new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          override: true,
          contentSecurityPolicy: `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' ${connect} ${files}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; worker-src 'self'; manifest-src 'self'`,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
    });
    const origin = origins.S3BucketOrigin.withOriginAccessControl(bucket);
    const page = {
      origin,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: headers,
      functionAssociations: [
        {
          eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
          function: new cloudfront.Function(this, 'Pages', {
            runtime: cloudfront.FunctionRuntime.JS_2_0,
            comment: 'A path without an extension is a page of its section',
            code: cloudfront.FunctionCode.fromInline(
              "function handler(event) { var r = event.request; if (!/\\.[a-z0-9]+$/i.test(r.uri)) { r.uri = r.uri.indexOf('/admin') === 0 ? '/admin/index.html' : r.uri.indexOf('/public') === 0 ? '/public/index.html' : '/index.html'; } return r; }",
            ),
          }),
        },
      ],
    };
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: `zhiping ${config.stage}`,
      defaultBehavior: page,
      additionalBehaviors: {
        '/v1/*': {
          // Whoever reaches the API past CloudFront does not know the key, and is counted by its own address.
          origin: new origins.HttpOrigin(`${api.apiId}.execute-api.${this.region}.${this.urlSuffix}`, {
            customHeaders: { 'x-zhiping-edge': edgeKey(config) },
          }),
          functionAssociations: [
            {
              eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
              function: new cloudfront.Function(this, 'Address', {
                runtime: cloudfront.FunctionRuntime.JS_2_0,
                comment: 'Whom CloudFront speaks for, whatever the request says itself',
                code: cloudfront.FunctionCode.fromInline(
                  "function handler(event) { var r = event.request; r.headers['x-zhiping-address'] = { value: event.viewer.ip }; return r; }",
                ),
              }),
            },
          ],
          viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
          cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
          originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      enableLogging: false,
      webAclId: config.webAclArn,
    });
    new deployment.BucketDeployment(this, 'Pages-Deployment', {
      destinationBucket: bucket,
      sources: [deployment.Source.asset(site)],
      distribution,
      distributionPaths: ['/*'],
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Public pages; who reads them is not recorded.',
    });
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR1',
      reason: 'People sign in from abroad too.',
    });
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR2',
      reason: 'The web ACL is configuration (webAclArn): its home is another region than the stack.',
    });
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR3',
      reason: 'Public pages; who reads them is not recorded.',
    });
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'A certificate for the city’s own name is set up with that name; TLS 1.2 is the least either way.',
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-L1',
      reason: 'The resource that copies the pages is CDK’s own.',
    });
    new CfnOutput(this, 'SiteUrl', { value: `https://${distribution.distributionDomainName}` });
  }
}
