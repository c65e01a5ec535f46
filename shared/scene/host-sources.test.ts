import { describe, expect, it } from 'vitest';
import type { Source, SourceKind } from './document.ts';
import { makeSource } from './edit-sources.ts';
import { hostPictureId, hostSourceId } from './host-sources.ts';
import { aDocument, sourceId } from './sample-documents.ts';

const aSource = (kind: SourceKind, id: string): Source => makeSource(kind, sourceId(id), id);

const document = aDocument({
  sources: [
    aSource('test-pattern', 'pattern'),
    aSource('screen', 'slides'),
    aSource('camera', 'face'),
    aSource('camera', 'table'),
    aSource('microphone', 'voice'),
    aSource('microphone', 'guitar'),
  ],
});

describe('what the host’s page sends of the document', () => {
  it('is the first source of each kind', () => {
    expect(hostSourceId(document, 'camera')).toBe('face');
    expect(hostSourceId(document, 'microphone')).toBe('voice');
    expect([hostSourceId(document, 'screen'), hostSourceId(document, 'screen-sound')]).toEqual(['slides', 'slides']);
  });

  it('is nothing where there is none; a test pattern is no device', () => {
    const patterns = aDocument({ sources: [aSource('test-pattern', 'pattern')] });
    for (const media of ['camera', 'microphone', 'screen', 'screen-sound'] as const)
      expect(hostSourceId(patterns, media)).toBeNull();
  });
});

describe('what shows the host', () => {
  it('is the first camera, wherever it stands', () => {
    expect(hostPictureId(document)).toBe('face');
  });

  it('is a test pattern where there is no camera, and nothing where there is no picture', () => {
    const without = (kind: SourceKind) => aDocument({ sources: [aSource(kind, 'only')] });
    expect(hostPictureId(without('test-pattern'))).toBe('only');
    expect(hostPictureId(without('screen'))).toBeNull();
  });
});
