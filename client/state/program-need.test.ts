import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../shared/ids.ts';
import { makeSource } from '../../shared/scene/edit-sources.ts';
import {
  aCamera,
  aCameraLayer,
  aDocument,
  aPeopleLayer,
  aProgram,
  aStage,
  aTextLayer,
  sourceId,
} from '../../shared/scene/sample-documents.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { heldSeats } from '../../shared/show/held-seats.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { programNeed } from './program-need.ts';

/** The host and `count` guests on stage, in a scene of people (`height` of the picture) and one without. */
const aShow = (count: number, height: number = 1) => {
  const show = ScriptedShow.in('live');
  show.join('host', 'host');
  const guests = Array.from({ length: count }, (_, index) => show.join(`guest${index}`));
  for (const participantId of guests) show.must({ type: 'stage.enter', participantId });
  const document = aDocument({
    scenes: {
      people: [aPeopleLayer('grid', { layout: 'grid' }, { frame: { x: 0, y: 0, width: 1, height } })],
      text: [aTextLayer('words')],
    },
  });
  const need = (scene: 'people' | 'text' = 'people', speakerId: ParticipantId | null = null) => {
    const { stage } = heldSeats(show.crew, { atMs: show.atMs, droppedWord: '' });
    const program = { ...aProgram(scene), stage: aStage(stage.seats, stage) };
    return programNeed({ document, program, crew: show.crew, speakerId });
  };
  const [first] = guests;
  if (!first) throw new Error('there is a guest');
  return { show, first, need };
};

describe('what the program needs of a camera', () => {
  it('is the large encoding for a large place, and the small one for a small', () => {
    const few = aShow(3);
    expect(few.need()(few.first, 'camera')).toBe('high');
    const many = aShow(9, 0.5);
    expect(many.need()(many.first, 'camera')).toBe('low');
  });

  it('is the large one for whoever speaks or has the spotlight', () => {
    const { show, first, need } = aShow(9, 0.5);
    expect(need('people', first)(first, 'camera')).toBe('high');
    expect(need('people', HOST_ID)(first, 'camera')).toBe('low');
    show.must({ type: 'stage.spotlight', participantId: first });
    expect(need()(first, 'camera')).toBe('high');
  });

  it('is the small one in a scene without them, and nothing backstage', () => {
    const { show, first, need } = aShow(3);
    expect(need('text')(first, 'camera')).toBe('low');
    show.must({ type: 'stage.leave', participantId: first });
    expect(need()(first, 'camera')).toBeNull();
  });

  it('is what the host has said for a weak line', () => {
    const { show, first, need } = aShow(3);
    show.must({ type: 'people.setQuality', participantId: first, quality: 'low' });
    expect(need()(first, 'camera')).toBe('low');
    show.must({ type: 'people.setQuality', participantId: first, quality: 'audio-only' });
    expect(need()(first, 'camera')).toBeNull();
  });
});

it('a screen is needed while it is on air', () => {
  const { show, first, need } = aShow(1);
  const switches = { microphone: 'off', camera: 'on', screen: 'on' } as const;
  show.must({ type: 'people.switch', switches }, { role: 'guest', participantId: first });
  expect(need()(first, 'screen')).toBeNull();
  show.must({ type: 'stage.setScreen', participantId: first, screen: 'on-air' });
  expect(need()(first, 'screen')).toBe('high');
});

describe('what a page that composes elsewhere needs of the host', () => {
  const show = ScriptedShow.in('live');
  show.join('host', 'host');
  const corner = { frame: { x: 0, y: 0, width: 0.25, height: 0.25 } };
  const document = aDocument({
    sources: [aCamera('face'), makeSource('screen', sourceId('slides'), 'slides')],
    scenes: { face: [aCameraLayer('large', 'face')], corner: [aCameraLayer('small', 'face', corner)], text: [] },
  });
  const needIn = (scene: string) =>
    programNeed({ document, program: aProgram(scene), crew: show.crew, speakerId: null });

  it('is the document’s camera, as large as it is seen, and small where it is not', () => {
    expect(needIn('face')(HOST_ID, 'camera')).toBe('high');
    expect(needIn('corner')(HOST_ID, 'camera')).toBe('low');
    expect(needIn('text')(HOST_ID, 'camera')).toBe('low');
  });

  it('is a screen that the document has, and nothing that it has not', () => {
    expect(needIn('text')(HOST_ID, 'screen')).toBe('high');
    const bare = { document: aDocument(), program: aProgram('s1'), crew: show.crew, speakerId: null };
    expect([programNeed(bare)(HOST_ID, 'camera'), programNeed(bare)(HOST_ID, 'screen')]).toEqual([null, null]);
  });
});
