import { describe, expect, it } from 'vitest';
import { qrCode } from './qr-path.ts';

const LINK = 'https://tally.example/join#0123456789012345678901234567890123456789012';

/** The dark modules that a path paints, as rows of characters. */
const painted = ({ path, size }: ReturnType<typeof qrCode>): string[] => {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => ' '));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let dx = 0; dx < Number(width); dx += 1) {
      const row = rows[Number(y)];
      if (row) row[Number(x) + dx] = '#';
    }
  }
  return rows.map((row) => row.join(''));
};

describe('the QR code of a link', () => {
  const rows = painted(qrCode(LINK));

  it('has quiet ground all around', () => {
    const edges = [...rows.slice(0, 4), ...rows.slice(-4)].join('');
    expect(edges.trim()).toBe('');
    for (const row of rows) expect([row.slice(0, 4), row.slice(-4)]).toEqual(['    ', '    ']);
  });

  it('has its three finders in their corners', () => {
    const finder = ['#######', '#     #', '# ### #', '# ### #', '# ### #', '#     #', '#######'];
    const from = (top: number, left: number): string[] =>
      rows.slice(top, top + 7).map((row) => row.slice(left, left + 7));
    const far = rows.length - 11;
    expect(from(4, 4)).toEqual(finder);
    expect(from(4, far)).toEqual(finder);
    expect(from(far, 4)).toEqual(finder);
  });

  it('is another one for another link', () => {
    expect(qrCode(LINK).path).not.toBe(qrCode(`${LINK}0`).path);
  });
});
