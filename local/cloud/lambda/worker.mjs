import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** One container of one function: moves Date to the local clock, loads the bundle, answers one event at a time. */
const { file, exportName, clock } = workerData;

const RealDate = Date;
const offset = new BigInt64Array(clock);
class CloudDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(CloudDate.now());
    else super(...parts);
  }
  static now() {
    return RealDate.now() + Number(Atomics.load(offset, 0));
  }
}
globalThis.Date = CloudDate;

let handler;
try {
  handler = (await import(pathToFileURL(file).href))[exportName];
  if (typeof handler !== 'function') throw new TypeError(`${exportName} is not a function`);
  parentPort.postMessage({ type: 'ready' });
} catch (error) {
  parentPort.postMessage({ type: 'failed', error: describe(error) });
}

parentPort.on('message', async ({ id, event, context }) => {
  const deadline = CloudDate.now() + context.timeoutMs;
  try {
    const payload = await handler(event, {
      ...context,
      getRemainingTimeInMillis: () => Math.max(0, deadline - CloudDate.now()),
    });
    parentPort.postMessage({
      type: 'answer',
      id,
      payload: payload === undefined ? null : JSON.parse(JSON.stringify(payload)),
    });
  } catch (error) {
    parentPort.postMessage({ type: 'error', id, error: describe(error) });
  }
});

function describe(error) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { errorType: name, errorMessage: message, stackTrace: stack?.split('\n') };
}
