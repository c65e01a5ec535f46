import { describe, expect, it } from 'vitest';
import { aColorLayer, aDocument, sceneId } from './sample-documents.ts';
import { layerAt } from './select.ts';

const left = { x: 0, y: 0, width: 0.5, height: 1 };
const s1 = sceneId('s1');

describe('layerAt', () => {
  const document = aDocument({
    scenes: {
      s1: [
        aColorLayer('back'),
        aColorLayer('left', '#111111', { frame: left }),
        aColorLayer('hidden', '#222222', { isVisible: false }),
        aColorLayer('locked', '#333333', { isLocked: true }),
      ],
    },
  });

  it.each([
    [0.25, 0.5, 'left'],
    [0.75, 0.5, 'back'],
    [1.5, 0.5, null],
  ])('(%f, %f) is %s', (x, y, expected) => {
    expect(layerAt(document, s1, { x, y })).toBe(expected);
  });

  it('finds nothing in a scene that does not exist', () => {
    expect(layerAt(document, sceneId('gone'), { x: 0.5, y: 0.5 })).toBeNull();
  });
});
