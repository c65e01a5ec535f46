import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ShowId } from '../../shared/ids.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { aGuest, guestInStudio } from './testing/a-guest.ts';
import { aTrack } from './testing/fake-track.ts';
import { settle } from './testing/settle.ts';
import { personId } from '../../shared/show/show-fixture.ts';

const SEAT = { by: 'seat', showId: v.parse(ShowId, 'show1') } as const;

describe('at the door', () => {
  it('a guest sees themselves before they come in', async () => {
    const { world, guest } = await aGuest();
    expect(guest.place).toMatchObject({ at: 'door', entry: { step: 'green-room' } });
    expect(world.person.live).toEqual(['front camera', 'microphone']);
  });

  it('whoever comes in is remembered by name, and their link leaves the address', async () => {
    const { world, guest } = await aGuest();
    await guest.entry.enter('Mei Lin');
    expect(world.shown.map(({ name }) => name)).toEqual(['Mei Lin']);
    expect(world.store.texts.get('tally.name')).toBe('"Mei Lin"');
  });

  it('a reload is back in the studio at once, with the devices open', async () => {
    const { world, guest } = await aGuest('guest', SEAT);
    expect(guest.place.at).toBe('room');
    await settle();
    expect(world.person.live).toEqual(['front camera', 'microphone']);
    await world.openLine();
    expect(world.media.sent.get('camera')?.label).toBe('front camera');
  });
});

describe('somebody with the show in hand', () => {
  it('has the controls, which a producer opens at once', async () => {
    const producer = await aGuest('producer');
    await producer.guest.entry.enter('Bo');
    expect(producer.world.visited).toEqual(['/controls/show1']);
    expect(producer.world.lines).toHaveLength(0);
    const coHost = await guestInStudio('co-host');
    expect(coHost.world.visited).toEqual([]);
    expect(coHost.guest.controlsOf(coHost.room.seat)).toBe('/controls/show1');
  });

  it.each(['operator', 'moderator'] as const)('is at the desk as %s, whatever brought them', async (role) => {
    const byLink = await aGuest(role);
    byLink.world.browser.canControl = false;
    await byLink.guest.entry.enter('Olga');
    const bySeat = await aGuest(role, SEAT);
    for (const { world } of [byLink, bySeat]) expect([world.visited, world.lines]).toEqual([['/desk/show1'], []]);
  });

  it('stays where they came back to', async () => {
    const { world, guest } = await aGuest('producer', SEAT);
    expect([guest.place.at, world.visited]).toEqual(['room', []]);
  });

  it('has none where the browser cannot run them, and a guest has none anywhere', async () => {
    const { world, guest } = await aGuest('producer');
    world.browser.canControl = false;
    await guest.entry.enter('Bo');
    expect([guest.place.at, world.visited]).toEqual(['room', []]);
    const mei = await guestInStudio('guest');
    expect(mei.guest.controlsOf(mei.room.seat)).toBeNull();
  });
});

describe('in the studio', () => {
  it('sends what is on, and says so', async () => {
    const { world, room } = await guestInStudio();
    expect([...world.media.sent.keys()].toSorted()).toEqual(['camera', 'microphone']);
    expect(room.own.switches).toEqual({ microphone: 'on', camera: 'on', screen: 'off' });
  });

  it('knows when it is the person’s turn', async () => {
    const { world, room } = await guestInStudio();
    expect(room.tally).toBe('backstage');
    await world.line.happen({ type: 'stage.cue', participantId: world.selfId });
    expect(room.tally).toBe('next');
    await world.line.happen({ type: 'show.start' });
    await world.line.happen({ type: 'stage.enter', participantId: world.selfId });
    expect(room.tally).toBe('on-air');
  });

  it('keeps the screen on from backstage on, and not after the show or after they have left', async () => {
    const { world, room } = await guestInStudio();
    expect(world.awake).toBe(1);
    await world.line.happen({ type: 'show.start' });
    await world.line.happen({ type: 'stage.enter', participantId: world.selfId });
    expect(world.awake).toBe(1);
    await world.line.happen({ type: 'show.end' });
    expect(world.awake).toBe(0);
    await world.line.happen({ type: 'show.start' });
    expect(world.awake).toBe(1);
    await room.leave();
    await settle();
    expect(world.awake).toBe(0);
  });

  it('hears the program and those on stage', async () => {
    const { world } = await guestInStudio();
    const li = world.show.join('li');
    await world.line.happen({ type: 'stage.enter', participantId: li });
    world.media.arrive(HOST_ID, 'bus', aTrack('audio', 'bus'));
    world.media.arrive(li, 'microphone', aTrack('audio', 'li'));
    expect([...world.person.monitor.playing.values()].map(({ label }) => label)).toEqual(['bus', 'li']);
  });

  it('shows the program, and asks for no other picture', async () => {
    const { world, room } = await guestInStudio('co-host');
    const program = aTrack('video', 'program');
    world.media.arrive(HOST_ID, 'return', program);
    world.media.arrive(personId('li'), 'camera', aTrack('video', 'li'));
    expect(room.programReturn).toBe(program);
    expect(world.media.tuned).toEqual(['li camera low off']);
  });

  it('turns the microphone off without letting it go', async () => {
    const { world, room } = await guestInStudio();
    room.own.turnMicrophone('off');
    expect(room.own.switches.microphone).toBe('off');
    expect(world.media.sent.has('microphone')).toBe(true);
    room.own.turnMicrophone('on');
    expect(room.own.switches.microphone).toBe('on');
  });

  it('turns the camera off with its light', async () => {
    const { world, room } = await guestInStudio();
    room.own.turnCamera('off');
    expect(room.own.switches.camera).toBe('off');
    expect(world.person.live).toEqual(['microphone']);
    room.own.turnCamera('on');
    await settle();
    expect(room.own.switches.camera).toBe('on');
  });

  it('tells of being muted until the person speaks again, also over a reload', async () => {
    const { world, room } = await guestInStudio();
    world.show.must(
      { type: 'people.switch', switches: { microphone: 'on', camera: 'on', screen: 'off' } },
      { role: 'guest', participantId: world.selfId },
    );
    await world.line.happen({ type: 'people.mute', participantId: world.selfId });
    expect([room.own.isMutedByOther, room.own.switches.microphone]).toEqual([true, 'off']);
    expect(room.own.devices.choices.wants.microphone).toBe('off');
    room.own.turnMicrophone('on');
    expect([room.own.isMutedByOther, room.own.switches.microphone]).toEqual([false, 'on']);
  });

  it('stays muted in a page that is new: what was chosen before it opened is not a word spoken since', async () => {
    const { world, room } = await guestInStudio();
    world.show.must(
      { type: 'people.switch', switches: { microphone: 'on', camera: 'on', screen: 'off' } },
      { role: 'guest', participantId: world.selfId },
    );
    world.show.must({ type: 'people.mute', participantId: world.selfId });
    const self = { participantId: world.selfId, role: 'guest' } as const;
    await world.line.open({ self });
    expect([room.own.isMutedByOther, room.own.devices.choices.wants.microphone]).toEqual([true, 'off']);
  });

  it('says what the server stopped, and sends it again on demand', async () => {
    const { world, room } = await guestInStudio();
    world.media.failed.set('microphone', 'media.stopped').set('camera', 'media.stopped');
    expect(room.own.failures.map(({ media }) => media)).toEqual(['microphone', 'camera']);
    room.own.sendAgain('camera');
    expect(room.own.failures).toEqual([{ media: 'microphone', code: 'media.stopped' }]);
    expect(world.media.sent.get('camera')?.label).toBe('front camera');
    room.own.turnMicrophone('off');
    expect(room.own.failures).toEqual([]);
    room.own.turnMicrophone('on');
    room.own.sendAgain('microphone');
    expect(room.own.failures).toEqual([]);
    expect(world.media.sent.get('microphone')?.label).toBe('microphone');
  });

  it('says that the camera is off while it is unplugged', async () => {
    const { world, room, guest } = await guestInStudio();
    world.person.newest('camera').raise({ code: 'camera.unplugged' });
    expect(room.own.switches.camera).toBe('off');
    guest.handleDeviceChange();
    await settle();
    expect(room.own.switches.camera).toBe('on');
  });

  it('says that the program may be old while the line of its maker, or the own one, is down', async () => {
    const { world, room } = await guestInStudio();
    world.media.arrive(HOST_ID, 'return', aTrack('video', 'program'));
    expect(room.isReturnOld).toBe(false);
    world.media.lost.add(HOST_ID);
    expect(room.isReturnOld).toBe(true);
    world.media.lost.clear();
    await world.line.drop();
    expect(room.isReturnOld).toBe(true);
  });

  it('lets a co-host mute, and a guest do nothing to others', async () => {
    const coHost = await guestInStudio('co-host');
    expect([coHost.room.may('people.mute'), coHost.room.may('show.create')]).toEqual([true, false]);
    const guest = await guestInStudio('guest');
    expect(guest.room.may('people.mute')).toBe(false);
  });

  it('proves the line when the machine wakes, and looks for lost devices', async () => {
    const { world, guest } = await guestInStudio();
    world.person.newest('camera').raise({ code: 'camera.unplugged' });
    guest.handleSignal({ type: 'woke', sleptMs: 60_000 });
    await settle();
    expect([world.line.probes, world.media.networkChanges]).toEqual([1, 1]);
    expect(world.person.live).toContain('front camera');
  });
});

describe('a further angle', () => {
  it('is silent, awake and without a picture of the program', async () => {
    const { world, room } = await guestInStudio('camera');
    world.media.arrive(HOST_ID, 'bus', aTrack('audio', 'bus'));
    world.media.arrive(HOST_ID, 'return', aTrack('video', 'program'));
    expect(world.person.monitor.playing.size).toBe(0);
    expect(world.awake).toBe(1);
    expect(world.media.tuned).toEqual(['host return low off']);
    expect(room.own.switches).toEqual({ microphone: 'off', camera: 'on', screen: 'off' });
  });
});

describe('out of the studio', () => {
  it('nothing looks or listens any more', async () => {
    const { world, guest } = await guestInStudio();
    await world.line.refuse('people.removed');
    expect(guest.place).toEqual({ at: 'over', code: 'people.removed' });
    expect(guest.canReturn).toBe(false);
    expect(world.person.live).toEqual([]);
    await settle();
    expect([world.line.isClosed, world.media.isClosed]).toEqual([true, true]);
  });

  it('a person who left may come in again by their link', async () => {
    const { world, guest, room } = await guestInStudio();
    world.line.replies['people.leave'] = () => ({});
    await room.leave();
    expect(guest.place).toEqual({ at: 'over', code: null });
    expect(guest.canReturn).toBe(true);
    await guest.comeBack();
    expect(guest.place).toMatchObject({ at: 'door', entry: { step: 'green-room' } });
    await settle();
    expect(world.person.live).toEqual(['front camera', 'microphone']);
  });

  it('leaving works without a line', async () => {
    const { world, guest, room } = await guestInStudio();
    await world.line.drop();
    await room.leave();
    expect(guest.place).toEqual({ at: 'over', code: null });
    expect(world.person.problems).toEqual([]);
  });

  it('another tab has the person, until this one asks for them', async () => {
    const { world, guest } = await guestInStudio();
    await world.line.refuse('session.replaced');
    expect(guest.place).toEqual({ at: 'over', code: 'session.replaced' });
    await guest.comeBack();
    expect(guest.place.at).toBe('room');
    expect(world.lines).toHaveLength(2);
    await world.openLine();
    expect(world.line.openings).toEqual([{ as: 'crew', version: 2, showId: 'show1', resume: null }]);
    expect([...world.media.sent.keys()].toSorted()).toEqual(['camera', 'microphone']);
  });

  it('closes everything with the page', async () => {
    const { world } = await guestInStudio();
    await world.scope.close();
    expect(world.closingErrors).toEqual([]);
    expect(world.person.live).toEqual([]);
    expect(world.line.isClosed).toBe(true);
  });
});

it('sound that the browser holds back is played in a gesture', async () => {
  const { world, guest } = await guestInStudio();
  world.person.monitor.tell('blocked');
  expect(guest.sound).toBe('blocked');
  await guest.resumeSound();
  expect(guest.sound).toBe('playing');
});

describe('the talk', () => {
  it('counts what others said since it was read', async () => {
    const { world, room } = await guestInStudio();
    world.show.atMs += 1_000;
    await world.line.happen({ type: 'talk.post', text: 'Ready?' });
    expect([room.talk.unread, room.talk.messages.map(({ text }) => text)]).toEqual([1, ['Ready?']]);
    room.talk.markRead();
    expect(room.talk.unread).toBe(0);
    world.show.atMs += 1_000;
    await room.talk.post('Yes');
    expect(room.talk.unread).toBe(0);
    const own = room.talk.messages.at(-1);
    expect(own && room.talk.isOwn(own)).toBe(true);
    if (own) await room.talk.remove(own.id);
    expect(room.talk.messages.map(({ text }) => text)).toEqual(['Ready?']);
  });

  it('that went before somebody came is not new', async () => {
    const { world, guest } = await aGuest();
    world.show.must({ type: 'talk.post', text: 'Welcome' });
    await guest.entry.enter('Mei');
    await settle();
    await world.openLine();
    const { place } = guest;
    expect(place.at === 'room' && [place.room.talk.unread, place.room.talk.messages.length]).toEqual([0, 1]);
  });
});
