import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../../shared/errors.ts';
import { ShowId } from '../../../shared/ids.ts';
import type { HostEndpoint, MediaRoom, ProgramState } from '../port.ts';
import type { PlaneHarness } from './plane-harness.ts';
import { A_FINGERPRINT, anAsk, aProduction } from './rtp-parameters.ts';

const failing = (code: ErrorCode) => expect.objectContaining({ code }) as unknown;

let shows = 0;
const aShowId = (): ShowId => v.parse(ShowId, `show-${++shows}`);

const publish = async (
  host: HostEndpoint,
): Promise<{ readonly transportId: string; readonly video: string; readonly audio: string }> => {
  const { id } = await host.openSend();
  await host.connect(id, { role: 'client', fingerprints: [A_FINGERPRINT] });
  const audio = await host.produce(id, 'audio', aProduction('audio'));
  return { transportId: id, audio, video: await host.produce(id, 'video', aProduction('video')) };
};

const programs = (room: MediaRoom): { readonly seen: ProgramState[]; lost: number } => {
  const heard = { seen: [] as ProgramState[], lost: 0 };
  room.listen({
    onLost: () => (heard.lost += 1),
    onProgram: (program) => heard.seen.push(program),
    onCrew: () => undefined,
  });
  return heard;
};

/** What every media plane promises, whatever carries the media. */
export const describePlane = (name: string, open: () => Promise<PlaneHarness>): void => {
  describe(`${name} as a media plane`, () => {
    let harness: PlaneHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());

    const aRoom = async (): Promise<MediaRoom> => harness.plane.room(aShowId());
    const ask = () => anAsk(harness.plane.routerRtpCapabilities);

    it('gives concurrent callers one room', async () => {
      const showId = aShowId();
      const [first, second] = await Promise.all([harness.plane.room(showId), harness.plane.room(showId)]);
      expect(first).toBe(second);
      expect(first.program).toBe('absent');
    });

    it('has a program only once both producers exist', async () => {
      const room = await aRoom();
      const heard = programs(room);
      const host = room.openHost();
      const { id } = await host.openSend();
      await host.produce(id, 'audio', aProduction('audio'));
      expect(room.program).toBe('absent');
      await host.produce(id, 'video', aProduction('video'));
      expect(room.program).toBe('stalled');
      expect(room.programEpoch).toBe(1);
      expect(heard.seen).toEqual(['stalled']);
    });

    it('flows when RTP arrives', async () => {
      const showId = aShowId();
      const room = await harness.plane.room(showId);
      const program = await harness.startProgram(showId, room.openHost());
      await vi.waitFor(() => expect(room.program).toBe('flowing'), 5_000);
      program.close();
    });

    it('offers a viewer a transport with both consumers in one call', async () => {
      const room = await aRoom();
      const produced = await publish(room.openHost());
      const offer = await room.openViewer().watch(ask());
      expect(offer.consumers.map(({ kind, producerId }) => [kind, producerId])).toEqual([
        ['video', produced.video],
        ['audio', produced.audio],
      ]);
      expect(offer.transport.iceCandidates.length).toBeGreaterThan(0);
    });

    it('refuses to offer an absent program', async () => {
      const viewer = (await aRoom()).openViewer();
      await expect(viewer.watch(ask())).rejects.toEqual(failing('media.unavailable'));
    });

    it('refuses a viewer who can receive nothing of the program', async () => {
      const room = await aRoom();
      await publish(room.openHost());
      const deaf = { ...ask(), rtpCapabilities: { codecs: [], headerExtensions: [] } };
      await expect(room.openViewer().watch(deaf)).rejects.toEqual(failing('media.invalid-parameters'));
    });

    it('gives a new transport when a viewer watches again, and forgets the former', async () => {
      const room = await aRoom();
      await publish(room.openHost());
      const viewer = room.openViewer();
      const first = await viewer.watch(ask());
      const second = await viewer.watch(ask());
      expect(second.transport.id).not.toBe(first.transport.id);
      await expect(viewer.restartIce(first.transport.id)).rejects.toEqual(failing('media.not-found'));
      const ice = await viewer.restartIce(second.transport.id);
      expect(ice.usernameFragment).not.toBe(second.transport.iceParameters.usernameFragment);
    });

    it('renews the program of a viewer who has nothing yet as if they watched for the first time', async () => {
      const room = await aRoom();
      const viewer = room.openViewer();
      await expect(viewer.renew(ask())).rejects.toEqual(failing('media.unavailable'));
      await publish(room.openHost());
      const offer = await viewer.renew(ask());
      expect([offer.kind, offer.consumers.map(({ kind }) => kind)]).toEqual(['fresh', ['video', 'audio']]);
    });

    it('knows no transport or producer of another endpoint', async () => {
      const mine = (await aRoom()).openHost();
      await publish(mine);
      const other = await publish((await aRoom()).openHost());
      await expect(mine.produce(other.transportId, 'audio', aProduction('audio'))).rejects.toEqual(
        failing('media.not-found'),
      );
      await expect(mine.restartIce(other.transportId)).rejects.toEqual(failing('media.not-found'));
      const dtls = { role: 'client' as const, fingerprints: [A_FINGERPRINT] };
      await expect(mine.connect(other.transportId, dtls)).rejects.toEqual(failing('media.not-found'));
      expect(() => mine.closeProducer(other.video)).toThrow(failing('media.not-found'));
    });

    it.each([
      ['codecs of the other kind', 'video', aProduction('audio')],
      ['no codec', 'audio', { ...aProduction('audio'), codecs: [] }],
      [
        'a codec that the router lacks',
        'audio',
        { ...aProduction('audio'), codecs: [{ mimeType: 'audio/PCMU', payloadType: 0, clockRate: 8_000 }] },
      ],
    ] as const)('refuses to produce with %s', async (_, kind, parameters) => {
      const host = (await aRoom()).openHost();
      const { id } = await host.openSend();
      await expect(host.produce(id, kind, parameters as ReturnType<typeof aProduction>)).rejects.toEqual(
        failing('media.invalid-parameters'),
      );
    });

    it('refuses to connect without a fingerprint', async () => {
      const host = (await aRoom()).openHost();
      const { id } = await host.openSend();
      await expect(host.connect(id, { role: 'client', fingerprints: [] })).rejects.toEqual(
        failing('media.invalid-parameters'),
      );
    });

    it('loses the program when a producer closes, and counts a new epoch when it is replaced', async () => {
      const room = await aRoom();
      const host = room.openHost();
      const produced = await publish(host);
      const epoch = room.programEpoch;
      host.closeProducer(produced.video);
      expect(room.program).toBe('absent');
      await host.produce(produced.transportId, 'video', aProduction('video'));
      expect(room.program).toBe('stalled');
      expect(room.programEpoch).toBeGreaterThan(epoch);
    });

    it('keeps the former host on air until the next one has a whole program', async () => {
      const room = await aRoom();
      const former = room.openHost();
      await publish(former);
      const epoch = room.programEpoch;
      const next = room.openHost();
      const { id } = await next.openSend();
      await next.produce(id, 'audio', aProduction('audio'));
      expect([former.isClosed, room.programEpoch]).toEqual([false, epoch]);
      await next.produce(id, 'video', aProduction('video'));
      expect([former.isClosed, room.programEpoch]).toEqual([true, epoch + 1]);
      const offer = await room.openViewer().watch(ask());
      expect(offer.consumers).toHaveLength(2);
    });

    it('passes nothing of a standby on before it takes over, and then in the former program’s very place', async () => {
      const room = await aRoom();
      const former = room.openHost();
      await publish(former);
      const epoch = room.programEpoch;
      const standby = room.openStandby();
      const ready = await publish(standby);
      expect([former.isClosed, room.programEpoch]).toEqual([false, epoch]);
      const heard = programs(room);
      standby.takeOver();
      expect([former.isClosed, room.programEpoch]).toEqual([true, epoch + 1]);
      expect(heard.seen).not.toContain('absent');
      const offer = await room.openViewer().watch(ask());
      expect(offer.consumers.map(({ producerId }) => producerId)).toEqual([ready.video, ready.audio]);
      standby.takeOver();
      expect(room.programEpoch).toBe(epoch + 1);
    });

    it('has one standby, which ends with the room', async () => {
      const room = await aRoom();
      const former = room.openStandby();
      const next = room.openStandby();
      expect([former.isClosed, next.isClosed]).toEqual([true, false]);
      room.close();
      expect([next.isClosed, room.openStandby().isClosed]).toEqual([true, true]);
    });

    it('closes everything with the room, and opens another one afterwards', async () => {
      const showId = aShowId();
      const room = await harness.plane.room(showId);
      const host = room.openHost();
      const viewer = room.openViewer();
      harness.plane.closeRoom(showId);
      expect([host.isClosed, viewer.isClosed, room.program]).toEqual([true, true, 'absent']);
      await expect(host.openSend()).rejects.toEqual(failing('media.not-found'));
      expect(await harness.plane.room(showId)).not.toBe(room);
    });

    it('purges a room before it tells that the worker died, and opens a new one at once', async () => {
      const showId = aShowId();
      const room = await harness.plane.room(showId);
      const host = room.openHost();
      await publish(host);
      const viewer = room.openViewer();
      const seenAtLoss: unknown[] = [];
      const programsSeen: ProgramState[] = [];
      const reopened: Array<Promise<MediaRoom>> = [];
      room.listen({
        onLost: () => {
          seenAtLoss.push(host.isClosed, viewer.isClosed, room.program);
          reopened.push(harness.plane.room(showId));
        },
        onProgram: (program) => programsSeen.push(program),
        onCrew: () => undefined,
      });
      await harness.killWorkers();
      await vi.waitFor(() => expect(seenAtLoss).toEqual([true, true, 'absent']), 5_000);
      expect(programsSeen).toEqual([]);
      await expect(viewer.watch(ask())).rejects.toEqual(failing('media.worker-died'));
      await expect(host.openSend()).rejects.toEqual(failing('media.worker-died'));
      const next = await Promise.race(reopened);
      expect(next).not.toBe(room);
      await publish(next.openHost());
      expect(next.program).toBe('stalled');
      expect(harness.plane.isHealthy()).toBe(true);
      expect((await harness.plane.figures()).workersDiedTotal).toBe(1);
    });
  });
};
