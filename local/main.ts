import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findAccount, offered } from './accounts.ts';
import { appoint } from './appoint.ts';
import { buildWhatChanged } from './build.ts';
import { type EmbeddedCloud, startEmbeddedCloud } from './cloud/embedded-cloud.ts';
import { claimDataFolder } from './data-folder.ts';
import { explain, StartFailure } from './failures.ts';
import { prepareSeed } from './seeding.ts';

/** `npm start`: builds what changed, runs the embedded cloud on a data folder, seeds it, says where to look. */
const root = join(import.meta.dirname, '..');

/** One sentence and an end, also for what happens to a file later on: a full disk leaves no half-alive server. */
function fail(error: unknown): never {
  console.error(explain(error));
  process.exit(1);
}

/** What nobody foresaw is a fault of ours: where it happened is told too. */
function failLater(error: unknown): never {
  if (error instanceof Error && explain(error) === error.message) console.error(error.stack);
  fail(error);
}

process.on('uncaughtException', failLater);
process.on('unhandledRejection', failLater);
await start().catch(fail);

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      data: { type: 'string', default: join(root, '.data') },
      reset: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartFailure(
      `端口 ${values.port} 无效：应为 1 至 65535 的整数。The port must be a whole number from 1 to 65535.`,
    );
  const dataDir = resolve(values.data);
  buildWhatChanged((line) => console.log(line));
  // From here on: the data folder is for its owner's eyes only.
  process.umask(0o077);
  const folder = claimDataFolder(dataDir, { reset: values.reset });
  const seeding = prepareSeed(dataDir, values.empty);
  const running = Promise.withResolvers<EmbeddedCloud>();
  const cloud = await startEmbeddedCloud({
    assembly: join(root, 'dist/cloud'),
    site: join(root, 'dist/web'),
    dataDir,
    port,
    identities: [
      {
        pool: 'public',
        path: '/idp/public',
        title: '个人与用人单位登录',
        redirects: ['/', '/admin/', '/public/'],
        accounts: offered.public,
        find: (l) => findAccount('public', l),
      },
      {
        pool: 'staff',
        path: '/idp/staff',
        title: '工作人员登录',
        redirects: ['/admin/'],
        accounts: offered.staff,
        find: (l) => findAccount('staff', l),
        signedIn: async (l) => appoint(await running.promise, findAccount('staff', l)),
      },
    ],
    preparing: () => seeding?.done === false,
    report: (line) => console.error(line),
  });
  running.resolve(cloud);
  const stop = async () => {
    seeding?.stop();
    await cloud.close();
    folder.release();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  console.log(`
职评已启动 · Zhiping is running

  申报人   Applicants      ${cloud.origin}/
  工作台   Desks           ${cloud.origin}/admin/
  公示     Public notices  ${cloud.origin}/public/
  本机     Local console   ${cloud.origin}/local/
  接口     API             ${cloud.origin}/v1/docs
  文件     Files (S3)      ${cloud.endpoints.s3}/
  引擎     Engines         DynamoDB ${cloud.endpoints.dynamodb}/ · Step Functions ${cloud.endpoints.stepfunctions}/

演示账号在登录页选择，没有密码。Demo accounts are on the sign-in pages, without passwords.
数据 Data: ${dataDir}
`);
  seeding?.start(cloud.origin);
}
