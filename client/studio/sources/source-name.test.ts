import { describe, expect, it } from 'vitest';
import { aCamera, aDocument } from '../../../shared/scene/sample-documents.ts';
import { freeSourceName } from './source-name.ts';

describe('freeSourceName', () => {
  it.each([
    [[], 'Camera'],
    [['Camera'], 'Camera 2'],
    [['Camera', 'Camera 2', 'Camera 4'], 'Camera 3'],
  ])('with %j taken is %s', (taken, free) => {
    const document = aDocument({ sources: taken.map((name, index) => aCamera(`c${index}`, { name })) });
    expect(freeSourceName(document, 'Camera', (number) => `Camera ${number}`)).toBe(free);
  });
});
