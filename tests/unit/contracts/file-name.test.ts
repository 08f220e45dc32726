import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, servedName } from '../../../shared/contracts/file-name.ts';
import { fileKinds } from '../../../shared/contracts/file-verdict.ts';
import { attachmentNamed } from '../../../shared/ports/objects.ts';
import { nastyText } from '../../fixtures/nasty.ts';

describe('D14: a file is served under a name of ours', () => {
  it.each([
    ['学历证书.html', 'PDF', '学历证书.pdf'],
    ['学历证书.pdf', 'PDF', '学历证书.pdf'],
    ['学历证书.PDF', 'PDF', '学历证书.pdf'],
    ['学历证书.pdf.html', 'PDF', '学历证书.pdf'],
    ['证件照.jpeg', 'JPEG', '证件照.jpg'],
    ['照片.heic', 'OTHER', '照片'],
    ['合同 v1.2', 'PDF', '合同 v1.2.pdf'],
    ['2020.1.1 证明.pdf', 'PDF', '2020.1.1 证明.pdf'],
    ['证书\u202egpj.exe', 'JPEG', '证书gpj.jpg'],
    ['a\0b\u0007\r\nc.pdf', 'PDF', 'ab c.pdf'],
    ['\ud800证书\udfff.pdf', 'PDF', '证书.pdf'],
    ['..', 'PDF', '文件.pdf'],
    ['......', 'PNG', '文件.png'],
    ['', 'JPEG', '文件.jpg'],
    ['.htaccess', 'PDF', 'htaccess.pdf'],
    ['../../etc/passwd', 'PDF', 'passwd.pdf'],
    ['C:\\fakepath\\证书.pdf', 'PDF', '证书.pdf'],
    ['what? "x"|<y>*.pdf', 'PDF', 'what_ _x___y__.pdf'],
    ['CON.pdf', 'PDF', '_CON.pdf'],
    ['证书.exe.', 'PDF', '证书.pdf'],
    ['e\u0301.pdf', 'PDF', 'é.pdf'],
  ] as const)('%j judged %s → %j', (given, kind, served) => {
    expect(servedName(given, kind)).toBe(served);
  });

  it('without a verdict it has no ending at all', () => {
    expect(servedName('证书fdp.exe.pdf', undefined)).toBe('证书fdp');
  });

  it('300 characters are cut, and never in the middle of one', () => {
    expect(servedName(`${'长'.repeat(300)}.html`, 'PDF')).toBe(`${'长'.repeat(75)}.pdf`);
    const rare = servedName('𠮷'.repeat(300), 'PDF');
    expect(rare.isWellFormed()).toBe(true);
    expect([...rare].length).toBeLessThan(90);
  });

  it('whatever a file is called: one clean component with the judged ending, the same when cleaned again', () => {
    fc.assert(
      fc.property(nastyText(400), fc.constantFrom(...fileKinds), (given, kind) => {
        const name = servedName(given, kind);
        expect(name).toMatch(/^[^/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]+$/u);
        expect(name).toMatch(
          { PDF: /[^.]\.pdf$/, JPEG: /[^.]\.jpg$/, PNG: /[^.]\.png$/, OTHER: /[^.]$/ }[kind],
        );
        expect(servedName(name, kind)).toBe(name);
        expect(cleanFileName(cleanFileName(given))).toBe(cleanFileName(given));
        expect(attachmentNamed(given)).toMatch(
          /^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.!~%-]*$/,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('the header carries the name in UTF-8, and one for programs that cannot read that', () => {
    expect(attachmentNamed("证书 (1)'.pdf")).toBe(
      `attachment; filename="____1__.pdf"; filename*=UTF-8''${encodeURIComponent('证书 ')}%281%29%27.pdf`,
    );
  });
});
