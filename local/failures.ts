import { DataFileError } from './cloud/data-files.ts';

/** Why the stack does not start, in one sentence for the person in front of it. */
export class StartFailure extends Error {}

/** One sentence that names what is wrong, where, and what helps. */
export function explain(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  if (error instanceof DataFileError && error.problem === 'damaged')
    return `数据文件 ${error.file} 已损坏；请恢复备份，或用 --reset 清空数据文件夹后重新开始。The file is damaged: restore it, or start afresh with --reset.`;
  const { code, port, path, syscall } = error as NodeJS.ErrnoException & { port?: number };
  const file = error instanceof DataFileError ? error.file : path;
  if (code === 'ENOSPC' || code === 'EDQUOT' || (error instanceof DataFileError && error.problem === 'full'))
    return `磁盘已满，无法写入${file ? ` ${file}` : ''}；请腾出空间后再启动，已保存的数据不受影响。The disk is full: free some space and start again; what was saved is safe.`;
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用；请用 --port 指定另一个端口。Port ${port} is in use; choose another with --port.`;
  if (syscall === 'listen' && code === 'EACCES')
    return `没有权限使用端口 ${port}；请用 --port 指定 1024 以上的端口。No permission for port ${port}; choose one above 1024 with --port.`;
  if (file !== undefined && (code === 'EACCES' || code === 'EPERM' || code === 'EROFS'))
    return `没有权限读写 ${file}；请更正其权限，或用 --data 指定另一个文件夹。No permission for this file: correct it, or choose another folder with --data.`;
  if (error instanceof DataFileError)
    return `数据文件 ${error.file} 无法使用（${(error.cause as Error)?.message ?? ''}）；请检查该文件，或用 --data 指定另一个文件夹。The file cannot be used: look at it, or choose another folder with --data.`;
  return error instanceof Error ? error.message : String(error);
}
