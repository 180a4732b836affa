import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManifest } from './manifest.ts';
import { ArchiveProblem } from './problem.ts';
import { bytesOf, FILES, manifestFor } from './spec-archive.ts';

const good = manifestFor(FILES);
const read = (value: unknown) => readManifest(bytesOf(JSON.stringify(value)));
function reasonOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof ArchiveProblem) return error.reason;
    throw error;
  }
}
const file = good.files[0];
const withFile = (changes: object) => ({ ...good, files: [{ ...file, ...changes }] });

describe('a manifest', () => {
  it('is returned unchanged, unknown members included', () => {
    expect(read({ ...good, later: 1 })).toEqual({ ...good, later: 1 });
    expect(readManifest(bytesOf(`\ufeff${JSON.stringify(good)}`))).toEqual(good);
  });

  it.each([[null], [1], ['activecloud-privacy-export'], [[]], [{}], [{ ...good, format: 'takeout' }]])(
    'of another format is rejected as not ours: %j',
    value => {
      expect(reasonOf(() => read(value))).toBe('not-ours');
    },
  );

  it.each<[string, unknown]>([
    ['of a version to come', { ...good, version: 2 }],
    ['without files', { ...good, files: undefined }],
    ['with a negative size', withFile({ size: -1 })],
    ['with a size beyond reason', withFile({ size: 2 ** 60 })],
    ['with half a byte', withFile({ size: 0.5 })],
    ['with a digest in capitals', withFile({ sha256: 'A'.repeat(64) })],
    ['with a short digest', withFile({ sha256: 'a' })],
    ['with a path that leads out', withFile({ path: '../../etc/passwd' })],
    ['with a path of Windows', withFile({ path: 'C:\\a' })],
    ['with a folder for a file', withFile({ path: 'a/' })],
    ['that lists itself', withFile({ path: 'manifest.json' })],
    ['with a file listed twice', { ...good, files: [file, file] }],
    [
      'with a file listed in two spellings',
      {
        ...good,
        files: [
          { ...file, path: 'й' },
          { ...file, path: 'и\u0306' },
        ],
      },
    ],
    ['made at no time', { ...good, export: { ...good.export, readyAt: 'yesterday' } }],
    ['collected at no time', withFile({ collectedAt: '' })],
    ['of part nought', { ...good, part: { n: 0, of: 1 } }],
    ['whose id leads elsewhere', { ...good, export: { ...good.export, id: '..' } }],
    ['in an unknown language', { ...good, export: { ...good.export, language: 'de' } }],
  ])('%s is rejected as unreliable', (_, value) => {
    expect(reasonOf(() => read(value))).toBe('manifest');
  });

  it('in another encoding is rejected as unreliable', () => {
    expect(reasonOf(() => readManifest(Uint8Array.of(0x7b, 0xff, 0x7d)))).toBe('manifest');
  });

  it('of any JSON is either returned or rejected', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(reasonOf(() => readManifest(bytesOf(text)))).toBe('not-ours');
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good)), fc.jsonValue(), (member, value) => {
        expect(['not-ours', 'manifest', undefined]).toContain(
          reasonOf(() => read({ ...good, [member]: value })),
        );
      }),
    );
  });
});
