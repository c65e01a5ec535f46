import { describe, expect, it } from 'vitest';
import { crewSourceId } from '../../shared/scene/crew-source.ts';
import type { StageSeats } from '../../shared/scene/program.ts';
import { HOST_ID, SYSTEM } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { SLOT_HOLD_MS } from '../../shared/show/held-seats.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { CrewProgram, LEAVING_MS, MAX_READY_CAMERAS } from './crew-program.ts';
import { FakeSinks } from './testing/fake-sources.ts';
import { aTrack } from './testing/fake-track.ts';

/** The server's clock is ten seconds ahead of the page's. */
const AHEAD_MS = 10_000;

const aProgram = () => {
  const show = ScriptedShow.in('live');
  show.join('host', 'host');
  const mei = show.join('mei');
  const clock = fakeClock(50_000);
  const sinks = new FakeSinks();
  const stages: StageSeats[] = [];
  const program = new CrewProgram({
    sinks,
    setStage: (stage) => void stages.push(stage),
    clock,
    serverNowMs: () => clock.now() + AHEAD_MS,
    droppedWord: () => 'Reconnecting',
  });
  const follow = (): void => program.follow(show.crew);
  const happen = (command: ShowCommand): void => {
    show.atMs = clock.now() + AHEAD_MS;
    show.must(command, command.type.startsWith('people.l') ? SYSTEM : undefined);
    follow();
  };
  const seated = (): string =>
    (stages.at(-1)?.seats ?? []).map(({ name, presence }) => `${name} ${presence}`).join(', ');
  follow();
  return { program, show, clock, sinks, stages, happen, seated, mei };
};

const camera = aTrack('video', 'camera of mei');
const voice = aTrack('audio', 'voice of mei');

describe('people on stage', () => {
  it('are in the stage of the program, the host first', () => {
    const { happen, seated, mei } = aProgram();
    expect(seated()).toBe('host here');
    happen({ type: 'stage.enter', participantId: mei });
    expect(seated()).toBe('host here, mei here');
  });

  it('bring their picture and sound with them, and no sound before', () => {
    const { program, sinks, happen, mei } = aProgram();
    program.attach(mei, 'camera', camera);
    program.attach(mei, 'microphone', voice);
    expect(sinks.audio.size).toBe(0);
    happen({ type: 'stage.enter', participantId: mei });
    expect(sinks.video.get(crewSourceId(mei, 'camera'))).toBe(camera);
    expect(sinks.audio.get(crewSourceId(mei, 'microphone'))).toBe(voice);
  });

  it('fall silent at once when they go, and are seen on their way out', async () => {
    const { program, sinks, clock, happen, mei } = aProgram();
    happen({ type: 'stage.enter', participantId: mei });
    program.attach(mei, 'camera', camera);
    program.attach(mei, 'microphone', voice);
    happen({ type: 'stage.leave', participantId: mei });
    program.detach(mei, 'camera');
    expect([sinks.video.size, sinks.audio.size]).toEqual([1, 0]);
    await clock.advance(LEAVING_MS);
    expect(sinks.video.size).toBe(0);
    expect(sinks.slates.size).toBe(0);
  });

  it('are heard straight from each other, not by the bus', () => {
    const { program, sinks, happen, mei } = aProgram();
    happen({ type: 'stage.enter', participantId: mei });
    program.attach(mei, 'microphone', voice);
    expect(sinks.bus.size).toBe(0);
  });

  it('who come back while they go keep their picture', async () => {
    const { program, sinks, clock, happen, mei } = aProgram();
    happen({ type: 'stage.enter', participantId: mei });
    program.attach(mei, 'camera', camera);
    happen({ type: 'stage.leave', participantId: mei });
    await clock.advance(LEAVING_MS - 1);
    happen({ type: 'stage.enter', participantId: mei });
    await clock.advance(LEAVING_MS);
    expect(sinks.video.get(crewSourceId(mei, 'camera'))).toBe(camera);
  });

  it('whose picture stops coming leave a slate, and get it back with a new one', () => {
    const { program, sinks, happen, mei } = aProgram();
    happen({ type: 'stage.enter', participantId: mei });
    program.attach(mei, 'camera', camera);
    program.detach(mei, 'camera');
    expect([...sinks.slates]).toEqual([crewSourceId(mei, 'camera')]);
    const anew = aTrack('video', 'camera of mei again');
    program.attach(mei, 'camera', anew);
    expect(sinks.video.get(crewSourceId(mei, 'camera'))).toBe(anew);
  });

  it('whose line is lost keep the slot for a while, by the server’s clock', async () => {
    const { clock, happen, seated, mei } = aProgram();
    happen({ type: 'stage.enter', participantId: mei });
    happen({ type: 'people.lose', participantId: mei });
    expect(seated()).toBe('host here, mei dropped');
    await clock.advance(SLOT_HOLD_MS - 1);
    expect(seated()).toBe('host here, mei dropped');
    await clock.advance(1);
    expect(seated()).toBe('host here');
  });

  it('who have left the studio leave nothing behind', async () => {
    const { program, sinks, clock, happen, mei } = aProgram();
    happen({ type: 'stage.enter', participantId: mei });
    program.attach(mei, 'camera', camera);
    happen({ type: 'people.leave', participantId: mei, reason: 'left' });
    program.detach(mei, 'camera');
    await clock.advance(LEAVING_MS);
    expect([sinks.video.size, sinks.slates.size]).toEqual([0, 0]);
  });
});

describe('people backstage', () => {
  it('have their camera at the compositor, so many as may be, the cued one first', async () => {
    const { program, show, clock, sinks, happen, mei } = aProgram();
    const more = Array.from({ length: MAX_READY_CAMERAS }, (_, index) => show.join(`guest-${index}`));
    for (const id of [mei, ...more]) program.attach(id, 'camera', aTrack('video', `camera of ${id}`));
    const ready = (): boolean[] => [mei, ...more].map((id) => sinks.video.has(crewSourceId(id, 'camera')));
    happen({ type: 'stage.enter', participantId: mei });
    expect(ready()).toEqual([true, true, true, true, true]);
    happen({ type: 'stage.leave', participantId: mei });
    await clock.advance(LEAVING_MS);
    expect(ready()).toEqual([true, true, true, true, false]);
    happen({ type: 'stage.cue', participantId: more[3] ?? mei });
    await clock.advance(LEAVING_MS);
    expect(ready()).toEqual([true, true, true, false, true]);
  });

  it('take no such place without a camera, nor when they are never on air', async () => {
    const { program, show, clock, sinks, happen, mei } = aProgram();
    const producer = show.join('producer', 'producer');
    const more = Array.from({ length: MAX_READY_CAMERAS }, (_, index) => show.join(`guest-${index}`));
    for (const id of [producer, ...more]) program.attach(id, 'camera', aTrack('video', `camera of ${id}`));
    const ready = (): boolean[] => [producer, mei, ...more].map((id) => sinks.video.has(crewSourceId(id, 'camera')));
    happen({ type: 'stage.cue', participantId: more[0] ?? mei });
    expect(ready()).toEqual([false, false, true, true, true, true]);
    program.attach(mei, 'camera', camera);
    await clock.advance(LEAVING_MS);
    expect(ready()).toEqual([false, true, true, true, true, false]);
    program.detach(mei, 'camera');
    expect(ready()).toEqual([false, true, true, true, true, true]);
    await clock.advance(LEAVING_MS);
    expect(ready()).toEqual([false, false, true, true, true, true]);
  });

  it('leave no slate when their camera goes off', async () => {
    const { program, sinks, clock, mei } = aProgram();
    program.attach(mei, 'camera', camera);
    program.detach(mei, 'camera');
    await clock.advance(LEAVING_MS);
    expect([sinks.video.size, sinks.slates.size]).toEqual([0, 0]);
  });
});

it('a screen is in the program only while the host has it on air', async () => {
  const { program, sinks, show, clock, happen, mei } = aProgram();
  const switches = { microphone: 'off', camera: 'off', screen: 'on' } as const;
  show.must({ type: 'people.switch', switches }, { role: 'guest', participantId: mei });
  const screen = aTrack('video', 'screen of mei');
  program.attach(mei, 'screen', screen);
  happen({ type: 'stage.enter', participantId: mei });
  expect(sinks.video.size).toBe(0);
  happen({ type: 'stage.setScreen', participantId: mei, screen: 'on-air' });
  expect(sinks.video.get(crewSourceId(mei, 'screen'))).toBe(screen);
  happen({ type: 'stage.setScreen', participantId: mei, screen: 'off-air' });
  await clock.advance(LEAVING_MS);
  expect(sinks.video.size).toBe(0);
});

it('the host’s media are the document’s, and left alone', () => {
  const { program, sinks } = aProgram();
  program.attach(HOST_ID, 'camera', camera);
  program.attach(HOST_ID, 'microphone', voice);
  program.detach(HOST_ID, 'camera');
  expect([sinks.video.size, sinks.audio.size, sinks.slates.size]).toEqual([0, 0, 0]);
});

it('nothing happens any more once it is closed', async () => {
  const { program, clock, stages, happen, mei } = aProgram();
  happen({ type: 'stage.enter', participantId: mei });
  happen({ type: 'people.lose', participantId: mei });
  const before = stages.length;
  program.close();
  await clock.advance(SLOT_HOLD_MS);
  expect(stages.length).toBe(before);
  expect(clock.pendingCount).toBe(0);
});
