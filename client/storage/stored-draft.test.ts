import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { SceneId } from '../../shared/ids.ts';
import { DOCUMENT_VERSION, PROGRAM_FORMATS, SceneDocument } from '../../shared/scene/document.ts';
import { readDraft } from './stored-draft.ts';

const sceneId = v.parse(SceneId, 'scene-1');
const document = v.parse(SceneDocument, {
  version: DOCUMENT_VERSION,
  format: PROGRAM_FORMATS['landscape-720'],
  transition: { kind: 'cut' },
  programAudio: { gainDb: 0, isLimited: true },
  sources: {},
  sourceIds: [],
  scenes: { 'scene-1': { id: 'scene-1', name: 'Host', layerIds: [] } },
  sceneIds: ['scene-1'],
  layers: {},
});

describe('a stored draft', () => {
  it('is read back as it was written', () => {
    const confirmed = {
      document: { ...document, transition: { kind: 'fade', durationMs: 300 } },
      onAirSceneId: sceneId,
    };
    const draft = { document, onAirSceneId: sceneId, confirmed, savedAtMs: 5 };
    expect(readDraft(structuredClone(draft))).toEqual(draft);
  });

  it('from before documents were shared has nothing that the log lacks', () => {
    const draft = { document, onAirSceneId: sceneId, savedAtMs: 5 };
    expect(readDraft(draft)).toEqual({ ...draft, confirmed: null });
  });

  it('goes on air with the first scene when the one on air is gone', () => {
    expect(readDraft({ document, onAirSceneId: 'gone', savedAtMs: 5 }).onAirSceneId).toBe(sceneId);
  });

  it.each([
    ['nothing', null],
    ['an envelope without a document', { onAirSceneId: 'scene-1', savedAtMs: 5 }],
    ['a document of the future', { document: { ...document, version: 99 }, onAirSceneId: 'scene-1', savedAtMs: 5 }],
  ])('is refused when it is %s', (_what, input) => {
    expect(() => readDraft(input)).toThrow(expect.objectContaining({ code: 'document.invalid' }));
  });
});
