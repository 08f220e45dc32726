import { readFileSync } from 'node:fs';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { SolutionChecks } from './checks.ts';
import { readConfig } from './config.ts';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { WebStack } from './web-stack.ts';

/** Entry of `cdk synth` and `cdk deploy`: typed settings in, stacks out, no look-ups, so synthesis works offline. */
const file = process.env.ZHIPING_CONFIG;
const config = readConfig(file ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
const env = { account: config.account, region: config.region };
const protect = config.stage !== 'local';

const app = new App();
const data = new DataStack(app, `Zhiping-${config.stage}-Data`, {
  env,
  config,
  terminationProtection: protect,
});
const service = new ServiceStack(app, `Zhiping-${config.stage}-Service`, {
  env,
  config,
  data,
  terminationProtection: protect,
});
if (config.pages === 'cloudfront')
  new WebStack(app, `Zhiping-${config.stage}-Web`, { env, config, api: service.api });

Tags.of(app).add('application', 'zhiping');
Tags.of(app).add('stage', config.stage);
Validations.of(app).addPlugins(new SolutionChecks());
app.synth();
