import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ShowId } from '../../../shared/ids.ts';
import type { Scope } from '../../../shared/lifetime.ts';
import { ABS_CAPTURE_TIME_URI, type WatchOffer } from '../../../shared/protocol/rtp.ts';
import type { MediaPlane, ProgramState, RoomEvents } from '../port.ts';
import { describeCrew } from '../testing/crew-contract.ts';
import { describePlane } from '../testing/plane-contract.ts';
import { openWatcher, publishTo } from '../testing/rtp-peer.ts';
import { killWorkers, openMediasoupHarness, openTestPlane } from './plane-fixture.ts';

const deaf: RoomEvents = { onLost: () => undefined, onProgram: () => undefined, onCrew: () => undefined };

const midsOf = ({ consumers }: WatchOffer) => consumers.map(({ kind, rtpParameters }) => [kind, rtpParameters.mid]);
const ssrcsOf = ({ consumers }: WatchOffer) => consumers.map(({ rtpParameters }) => rtpParameters.encodings?.[0]?.ssrc);

describePlane('mediasoup', openMediasoupHarness);
describeCrew('mediasoup', openMediasoupHarness);

describe('mediasoup with real peers', () => {
  let plane: MediaPlane;
  let scope: Scope;
  let shows = 0;
  beforeAll(async () => {
    ({ plane, scope } = await openTestPlane());
  });
  afterAll(() => scope.close());

  const onAir = async () => {
    const room = await plane.room(v.parse(ShowId, `real-${++shows}`));
    const sender = scope.use(await publishTo(room.openHost()));
    await vi.waitFor(() => expect(room.program).toBe('flowing'), 5_000);
    return { room, sender };
  };
  const aWatcher = async () => scope.use(await openWatcher(plane.routerRtpCapabilities));

  it('starts a viewer with a key frame that it asked for once the viewer was connected', async () => {
    const { room, sender } = await onAir();
    const askedBefore = sender.keyFramesAsked;
    const watcher = await aWatcher();
    watcher.accept(await room.openViewer().watch(watcher.ask));
    await vi.waitFor(() => expect(watcher.video.length).toBeGreaterThan(3), 5_000);
    expect(watcher.video[0]?.isKeyFrame).toBe(true);
    expect(sender.keyFramesAsked).toBe(askedBefore + 1);
    await vi.waitFor(() => expect(watcher.audioPackets).toBeGreaterThan(3), 5_000);
  });

  it('lets capture times through to viewers', async () => {
    const { room } = await onAir();
    const watcher = await aWatcher();
    const offer = await room.openViewer().watch(watcher.ask);
    const uris = offer.consumers[0]?.rtpParameters.headerExtensions?.map(({ uri }) => uri);
    expect(uris).toContain(ABS_CAPTURE_TIME_URI);
  });

  // That its packets arrive is for a browser to see (standby.spec): the peer here knows the streams of its first answer only.
  it('offers the next program on the transport that a viewer has, in the same media sections', async () => {
    const { room, sender } = await onAir();
    const watcher = await aWatcher();
    const viewer = room.openViewer();
    const first = await viewer.watch(watcher.ask);
    watcher.accept(first);
    await vi.waitFor(() => expect(watcher.video.length).toBeGreaterThan(3), 5_000);
    const nextHost = room.openHost();
    sender.close();
    scope.use(await publishTo(nextHost));
    const renewed = await viewer.renew(watcher.ask);
    expect([renewed.kind, renewed.transport.id]).toEqual(['renewal', first.transport.id]);
    expect(midsOf(renewed)).toEqual(midsOf(first));
    expect(ssrcsOf(renewed)).not.toEqual(ssrcsOf(first));
  });

  it('asks the host for few key frames when many viewers join at once', async () => {
    const { room, sender } = await onAir();
    const askedBefore = sender.keyFramesAsked;
    const watchers = await Promise.all(Array.from({ length: 12 }, aWatcher));
    await Promise.all(watchers.map(async (watcher) => watcher.accept(await room.openViewer().watch(watcher.ask))));
    await vi.waitFor(() => expect(watchers.every(({ video }) => video.length > 0)).toBe(true), 8_000);
    expect(sender.keyFramesAsked - askedBefore).toBeLessThanOrEqual(3);
  });

  it('has the program of a standby flow once it took over', async () => {
    const { room, sender } = await onAir();
    const standby = room.openStandby();
    scope.use(await publishTo(standby));
    sender.close();
    standby.takeOver();
    await vi.waitFor(() => expect(room.program).toBe('flowing'), 5_000);
  });

  it('says within two seconds that the host went silent, and at once that it is back', async () => {
    const { room, sender } = await onAir();
    const programs: ProgramState[] = [];
    room.listen({ ...deaf, onProgram: (program) => programs.push(program) });
    sender.pause();
    await vi.waitFor(() => expect(programs).toEqual(['stalled']), 2_000);
    sender.resume();
    await vi.waitFor(() => expect(programs).toEqual(['stalled', 'flowing']), 2_000);
  });

  it('knows within half a second that a host who is feared lost is, and not before they are', async () => {
    const { room, sender } = await onAir();
    const programs: ProgramState[] = [];
    room.listen({ ...deaf, onProgram: (program) => programs.push(program) });
    const watcher = await aWatcher();
    watcher.accept(await room.openViewer().watch(watcher.ask));
    room.setVigilance('high');
    // Some twenty looks at a program that goes on.
    await vi.waitFor(() => expect(watcher.audioPackets).toBeGreaterThan(80), 5_000);
    expect(programs).toEqual([]);
    sender.pause();
    await vi.waitFor(() => expect(programs).toEqual(['stalled']), 700);
  });

  it('replaces a worker that runs but does not answer', async () => {
    const { room } = await onAir();
    const lost = new Promise<void>((resolve) => room.listen({ ...deaf, onLost: resolve }));
    const [hung] = (await plane.figures()).workers;
    process.kill(hung?.pid ?? 0, 'SIGSTOP');
    await lost;
    await vi.waitFor(() => expect(plane.isHealthy()).toBe(true), 5_000);
    const [successor] = (await plane.figures()).workers;
    expect(successor?.pid).not.toBe(hung?.pid);
  });

  it('carries the program again after its worker was killed', async () => {
    const { room } = await onAir();
    const lost = new Promise<void>((resolve) => room.listen({ ...deaf, onLost: resolve }));
    await killWorkers(plane);
    await lost;
    const { room: next } = await onAir();
    const watcher = await aWatcher();
    watcher.accept(await next.openViewer().watch(watcher.ask));
    await vi.waitFor(() => expect(watcher.video.length).toBeGreaterThan(0), 5_000);
  });
});
