import { describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS } from '../../../shared/scene/document.ts';
import { formatName } from './format-name.ts';

describe('the name of a program size', () => {
  it('is found at every frame rate', () => {
    expect(formatName({ ...PROGRAM_FORMATS['landscape-1080'], framesPerSecond: 15 })).toBe('landscape-1080');
    expect(formatName(PROGRAM_FORMATS['portrait-1024'])).toBe('portrait-1024');
  });

  it('is other for a size that is not offered', () => {
    expect(formatName({ widthPx: 1280, heightPx: 704, framesPerSecond: 30 })).toBe('other');
  });
});
