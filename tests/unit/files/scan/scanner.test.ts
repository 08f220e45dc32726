import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EICAR, embeddedScanner } from '../../../../shared/files/scan/embedded.ts';
import { zipEntry } from '../images.ts';
import { onePage } from '../pdfs.ts';

const eicar = Buffer.from(EICAR);
const deflated = (data: Uint8Array) => zipEntry('a.com', deflateRawSync(data), 8, data.length);
const scan = (bytes: Uint8Array) => embeddedScanner.scan(bytes);

describe('R57: the embedded scanner', () => {
  it('the signature is the one that EICAR publishes', () => {
    expect(EICAR).toHaveLength(68);
  });

  const infected: [name: string, bytes: Buffer][] = [
    ['raw', eicar],
    ['behind a picture', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xd9]), eicar])],
    ['in a stored ZIP entry', zipEntry('a.com', eicar, 0)],
    ['in a deflated ZIP entry', deflated(eicar)],
    [
      'in a deflated entry after another',
      Buffer.concat([deflated(Buffer.from('harmless')), deflated(eicar)]),
    ],
    ['in a ZIP inside a ZIP', deflated(deflated(eicar))],
    ['in a deflated ZIP entry behind a picture', Buffer.concat([Buffer.alloc(4096, 0xff), deflated(eicar)])],
    ['in a deflated PDF stream', onePage('', [{ dict: '/Filter /FlateDecode', data: deflateSync(eicar) }])],
    ['in a plain PDF stream', onePage('', [{ dict: '', data: eicar }])],
    ['in front of a bomb', deflated(Buffer.concat([eicar, Buffer.alloc(20 * 1024 * 1024)]))],
  ];
  it.each(infected)('finds it %s', async (_, bytes) => {
    expect(await scan(bytes)).toEqual({ status: 'INFECTED', signature: 'EICAR-Test-File' });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a sound PDF', onePage()],
    ['a sound ZIP', deflated(Buffer.from('hello'))],
    ['half of the signature', eicar.subarray(0, 40)],
  ])('%s is clean', async (_, bytes) => {
    expect(await scan(bytes)).toEqual({ status: 'CLEAN' });
  });

  it('what it cannot see through is UNSUPPORTED: a bomb, an encrypted entry, deep nesting', async () => {
    const bomb = deflated(Buffer.alloc(100 * 1024 * 1024));
    const encrypted = zipEntry('a.com', deflateRawSync(eicar), 8);
    encrypted.writeUInt16LE(1, 6);
    let deep = deflated(eicar);
    for (let i = 0; i < 5; i++) deep = deflated(deep);
    for (const bytes of [bomb, encrypted, deep]) expect(await scan(bytes)).toEqual({ status: 'UNSUPPORTED' });
  });

  it('thousands of entries that overlap end within bounds', async () => {
    const body = deflateRawSync(Buffer.alloc(1024 * 1024));
    const headers = Buffer.concat(Array.from({ length: 4000 }, () => zipEntry('', Buffer.alloc(0), 8)));
    const start = performance.now();
    expect((await scan(Buffer.concat([headers, body]))).status).not.toBe('INFECTED');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
