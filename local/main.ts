import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findAccount, offered } from './accounts.ts';
import { buildWhatChanged } from './build.ts';
import { startEmbeddedCloud } from './cloud/embedded-cloud.ts';
import { prepareSeed } from './seeding.ts';

/** `npm start`: builds what changed, runs the embedded cloud on a data folder, seeds it, says where to look. */
const root = join(import.meta.dirname, '..');
/** Raised when the layout of the data folder changes; older folders are refused, never guessed at. */
const DATA_VERSION = '1';

class StartFailure extends Error {}

try {
  await start();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

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
  if (!Number.isInteger(port) || port < 1 || port > 65_534)
    throw new StartFailure(
      `端口 ${values.port} 无效：应为 1 至 65534 的整数。The port must be a whole number from 1 to 65534.`,
    );
  const dataDir = resolve(values.data);
  if (values.reset) rmSync(dataDir, { recursive: true, force: true });
  const seeding = prepareSeed(dataDir, values.empty);
  claim(dataDir);

  buildWhatChanged((line) => console.log(line));
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
      },
    ],
    preparing: () => seeding?.done === false,
    report: (line) => console.error(line),
  });
  const stop = async () => {
    seeding?.stop();
    await cloud.close();
    rmSync(join(dataDir, 'pid'), { force: true });
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

演示账号在登录页选择，没有密码。Demo accounts are on the sign-in pages, without passwords.
数据 Data: ${dataDir}
`);
  seeding?.start(cloud.origin);
}

/** Takes the data folder for this process. @throws {StartFailure} in one sentence */
function claim(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, '.write-test'), '');
    rmSync(join(dataDir, '.write-test'));
  } catch {
    throw new StartFailure(`数据文件夹 ${dataDir} 无法写入。The data folder cannot be written.`);
  }
  const versionFile = join(dataDir, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : undefined;
  if (version !== undefined && version !== DATA_VERSION)
    throw new StartFailure(
      `数据文件夹 ${dataDir} 的版本是 ${version}，本程序需要 ${DATA_VERSION}；可用 --reset 清空。The data folder is of another version; --reset empties it.`,
    );
  const pidFile = join(dataDir, 'pid');
  const owner = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  if (owner && owner !== process.pid && alive(owner))
    throw new StartFailure(
      `数据文件夹 ${dataDir} 正由进程 ${owner} 使用。The data folder is in use by process ${owner}.`,
    );
  writeFileSync(versionFile, DATA_VERSION);
  writeFileSync(pidFile, String(process.pid));
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function explain(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用；请用 --port 指定另一个端口。Port ${port} is in use; choose another with --port.`;
  if (code === 'EACCES') return `没有权限使用端口 ${port}。No permission for port ${port}.`;
  return error instanceof Error ? error.message : String(error);
}
