import { describe, expect, it } from 'vitest';
import { removeSource } from '../../shared/scene/edit-sources.ts';
import { sourceId } from '../../shared/scene/sample-documents.ts';
import { actorAs } from '../../shared/show/show-fixture.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { openStudio } from './testing/a-studio.ts';
import { seenBy } from './testing/seen.svelte.ts';

/** The host in the studio, with Mei and Bo backstage. */
const aStudioWithGuests = async () => {
  const parts = await openStudio();
  const { line, show } = parts;
  show.join('host', 'host');
  const mei = show.join('mei');
  const bo = show.join('bo');
  line.tellEvents();
  return { ...parts, people: parts.studio.people, mei, bo };
};

const names = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join(' ');

describe('the people in the studio', () => {
  it('are those on stage, in the order of their slots, and those backstage, in the order of their arrival', async () => {
    const { people, mei, bo } = await aStudioWithGuests();
    const seen = seenBy(() => `${names(people.onStage)} | ${names(people.backstage)}`);
    expect(seen.values).toEqual(['host | mei bo']);
    await people.bringOnStage(bo);
    await people.bringOnStage(mei);
    await people.move(bo, 0);
    expect(seen.values.at(-1)).toBe('bo host mei | ');
    await people.takeOffStage(bo);
    expect(seen.values.at(-1)).toBe('host mei | bo');
    seen.stop();
  });

  it('are counted without the host', async () => {
    const { studio, line, show } = await openStudio();
    expect(studio.people.guestCount).toBe(0);
    show.join('host', 'host');
    line.tellEvents();
    expect(studio.people.guestCount).toBe(0);
    show.join('mei');
    line.tellEvents();
    expect(studio.people.guestCount).toBe(1);
  });

  it('get the spotlight, the word that they are next, and their picture hidden', async () => {
    const { people, mei, bo } = await aStudioWithGuests();
    await people.cue(bo);
    expect(people.crew?.cuedId).toBe(bo);
    await people.cue(null);
    await people.bringOnStage(mei);
    await people.spotlight(mei);
    await people.setPicture(mei, 'hidden');
    await people.setQuality(mei, 'low');
    expect(people.crew).toMatchObject({ cuedId: null, spotlightId: mei });
    expect(people.onStage.at(-1)).toMatchObject({ picture: 'hidden', quality: 'low' });
  });

  it('are muted, and their screens come on air and go', async () => {
    const { people, line, mei } = await aStudioWithGuests();
    const switches = { microphone: 'on', camera: 'on', screen: 'on' } as const;
    await line.happen({ type: 'people.switch', switches }, actorAs('guest', mei));
    await people.mute(mei);
    expect(people.backstage[0]?.switches.microphone).toBe('off');
    await people.setScreen(mei, 'on-air');
    expect(people.isScreenOnAir(mei)).toBe(true);
    await people.setScreen(mei, 'off-air');
    expect(people.isScreenOnAir(mei)).toBe(false);
  });

  it('are gone when they are removed, and what the server refuses is told', async () => {
    const { people, problems, line, mei, bo } = await aStudioWithGuests();
    expect(await people.remove(mei)).toBe(true);
    expect(names(people.backstage)).toBe('bo');
    expect(await people.setScreen(bo, 'on-air')).toBe(false);
    expect(problems).toEqual(['stage.no-screen']);
    await line.happen({ type: 'people.leave', participantId: bo, reason: 'left' }, SYSTEM);
    expect(people.guestCount).toBe(0);
  });
});

it('the talk backstage counts what the host has not read', async () => {
  const { studio, line, mei } = await aStudioWithGuests();
  line.show.atMs += 1_000;
  await line.happen({ type: 'talk.post', text: 'Can you hear me?' }, actorAs('guest', mei));
  expect(studio.talk.unread).toBe(1);
  expect(studio.talk.messages.map(({ name, text }) => `${name}: ${text}`)).toEqual(['mei: Can you hear me?']);
  studio.talk.markRead();
  expect(studio.talk.unread).toBe(0);
});

it('the host’s own tile shows the camera of the document, as soon as there is one', async () => {
  const { studio, capture } = await openStudio();
  const seen = seenBy(() => studio.ownPicture('camera')?.label ?? null);
  await capture.deliverAll();
  expect(seen.values).toEqual([null, 'camera']);
  studio.editor.edit('source.remove', (document) => removeSource(document, sourceId('camera')));
  expect(seen.values.at(-1)).toBeNull();
  expect(studio.ownPicture('screen')).toBeNull();
  seen.stop();
});
