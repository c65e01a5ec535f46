import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import { HOST_ID, type StudioRole } from '../../shared/show/actor.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { Desk } from './desk.svelte.ts';
import { FakeCrewMedia } from './testing/fake-crew-media.svelte.ts';
import { FakeLine } from './testing/fake-line.ts';
import { FakeMonitor } from './testing/fake-monitor.ts';
import { aTrack } from './testing/fake-track.ts';
import { settle } from './testing/settle.ts';

/** The desk of somebody of this role, of a show that is live. */
const aDesk = async (role: StudioRole = 'operator') => {
  const show = ScriptedShow.in('live');
  show.join('host', 'host');
  const selfId = show.join('olga', role);
  const self = { participantId: selfId, role };
  const lines: FakeLine[] = [];
  const medias: FakeCrewMedia[] = [];
  const problems: ErrorCode[] = [];
  const awake = { count: 0 };
  const monitor = new FakeMonitor();
  const scope = new Scope((error) => expect.fail(String(error)));
  const desk = new Desk(
    {
      showId: show.state.id,
      connect: (makeOpenParams, handlers, child) => {
        const line = child.use(new FakeLine(show, makeOpenParams, handlers));
        line.actor = self;
        lines.push(line);
        return line;
      },
      openMedia: (_call, sinks, child) => {
        const media = child.use(new FakeCrewMedia(selfId, sinks));
        medias.push(media);
        return media;
      },
      monitor,
      clock: fakeClock(1_000),
      uploadPicture: () => Promise.reject(new Error('nobody uploads here')),
      keepAwake: () => {
        awake.count += 1;
        return { close: () => (awake.count -= 1) };
      },
      onProblem: (code) => problems.push(code),
    },
    scope,
  );
  const [line, media] = [lines[0], medias[0]];
  if (!line || !media) throw new Error('the desk opens its line and its media');
  await line.open({ self });
  return { desk, show, line, lines, media, monitor, problems, awake, self };
};

describe('a desk', () => {
  it('opens as such, and knows whose it is', async () => {
    const { desk, line, self } = await aDesk();
    expect(line.openings).toEqual([{ as: 'desk', version: 2, showId: 'show1', resume: null }]);
    expect([desk.selfId, desk.role]).toEqual([self.participantId, 'operator']);
    expect(desk.people.map(({ role }) => role)).toEqual(['host', 'operator']);
  });

  it('has as much in hand as the role of its person', async () => {
    const may = ({ desk }: Awaited<ReturnType<typeof aDesk>>) =>
      (['callout.open', 'stock.correct', 'chat.settle', 'show.end'] as const).map((command) => desk.may(command));
    expect(may(await aDesk('operator'))).toEqual([true, true, true, false]);
    expect(may(await aDesk('moderator'))).toEqual([false, false, true, false]);
  });

  it('explains, stops and corrects, and hears what the host does', async () => {
    const { desk, show, line } = await aDesk();
    const itemId = show.addItem();
    line.tellEvents();
    expect(await desk.shelf.explain(itemId)).toBe(true);
    expect(desk.feed.explained?.id).toBe(itemId);
    const change = { kind: 'by', units: -2 } as const;
    expect(await desk.shelf.correctStock({ itemId, change, reason: 'damaged', note: null })).toBe(true);
    expect(desk.feed.items[0]?.stock).toBe(8);
    expect(desk.crew?.corrections).toMatchObject([{ name: 'olga', reason: 'damaged', to: 8 }]);
    const { callout } = show.state;
    if (callout) await line.happen({ type: 'callout.close', calloutId: callout.id });
    expect(desk.feed.explained).toBeNull();
  });

  it('tells what was refused', async () => {
    const { desk, show, line, problems } = await aDesk();
    const itemId = show.addItem();
    line.tellEvents();
    const change = { kind: 'by', units: -11 } as const;
    expect(await desk.shelf.correctStock({ itemId, change, reason: 'counted', note: null })).toBe(false);
    expect(problems).toEqual(['shelf.stock-promised']);
  });

  it('shows the program, and is silent until its sound is wanted', async () => {
    const { desk, media, monitor } = await aDesk();
    const heard = () => [...monitor.playing.values()].map(({ label }) => label);
    const [picture, sound] = [aTrack('video', 'return'), aTrack('audio', 'bus')];
    media.arrive(HOST_ID, 'return', picture);
    media.arrive(HOST_ID, 'bus', sound);
    expect([desk.programReturn?.label, desk.sound, desk.isReturnOld]).toEqual(['return', 'off', false]);
    expect(heard()).toEqual([]);
    await desk.turnSound('on');
    expect([desk.sound, heard()]).toEqual(['on', ['bus']]);
    monitor.tell('blocked');
    expect(desk.sound).toBe('blocked');
    await desk.turnSound('off');
    expect([desk.sound, heard()]).toEqual(['off', []]);
  });

  it('says that its picture may be old while the line is down', async () => {
    const { desk, line } = await aDesk();
    await line.drop();
    expect(desk.isReturnOld).toBe(true);
  });

  it('keeps the screen on until the show is over', async () => {
    const { line, awake } = await aDesk();
    expect(awake.count).toBe(1);
    await line.happen({ type: 'show.end' });
    expect(awake.count).toBe(0);
  });

  it('gives its place back, or has it here again where another page took it', async () => {
    const { desk, line, lines, awake } = await aDesk();
    await line.refuse('session.replaced');
    expect([desk.feed.refusal, awake.count]).toEqual(['session.replaced', 0]);
    await desk.takeOver();
    await settle();
    expect([lines.length, desk.feed.refusal]).toEqual([2, null]);
    await desk.leave();
    expect(desk.hasLeft).toBe(true);
  });
});
