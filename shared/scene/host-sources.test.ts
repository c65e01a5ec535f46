import { describe, expect, it } from 'vitest';
import type { Source, SourceKind } from './document.ts';
import { makeSource } from './edit-sources.ts';
import { hostSourceId } from './host-sources.ts';
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
