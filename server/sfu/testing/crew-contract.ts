import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../../shared/errors.ts';
import { ShowId } from '../../../shared/ids.ts';
import type { CrewMedia } from '../../../shared/protocol/crew-media.ts';
import { MAX_CREW_CONSUMERS, type CrewEndpoint, type MediaRoom } from '../port.ts';
import type { PlaneHarness } from './plane-harness.ts';
import { A_FINGERPRINT, aCrewProduction, anAsk, aProduction } from './rtp-parameters.ts';

const failing = (code: ErrorCode) => expect.objectContaining({ code }) as unknown;

let shows = 0;
const aShowId = (): ShowId => v.parse(ShowId, `crew-show-${++shows}`);

const produce = (endpoint: CrewEndpoint, transportId: string, media: CrewMedia): Promise<string> =>
  endpoint.produce(transportId, { media, rtpParameters: aCrewProduction(media), flow: 'on' });

/** Somebody who sends `media`. */
const aSender = async (room: MediaRoom, ...media: readonly CrewMedia[]) => {
  const endpoint = room.openCrew();
  const { id } = await endpoint.openSend();
  const producerIds: string[] = [];
  for (const each of media) producerIds.push(await produce(endpoint, id, each));
  const [producerId = ''] = producerIds;
  return { endpoint, transportId: id, producerId, producerIds };
};

/** Somebody who can receive. */
const aReceiver = async (room: MediaRoom): Promise<CrewEndpoint> => {
  const endpoint = room.openCrew();
  await endpoint.openReceive();
  return endpoint;
};

/** What every media plane promises of media among the people in the studio. */
export const describeCrew = (name: string, open: () => Promise<PlaneHarness>): void => {
  describe(`${name} among the crew`, () => {
    let harness: PlaneHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());

    const aRoom = async (): Promise<MediaRoom> => harness.plane.room(aShowId());
    const capabilities = () => harness.plane.routerRtpCapabilities;
    const heard = (room: MediaRoom): { changes: number } => {
      const count = { changes: 0 };
      room.listen({ onLost: () => undefined, onProgram: () => undefined, onCrew: () => (count.changes += 1) });
      return count;
    };

    it('passes a stream of one person on to another', async () => {
      const room = await aRoom();
      const { endpoint, producerIds } = await aSender(room, 'microphone', 'camera');
      expect(endpoint.streams).toEqual([
        { producerId: producerIds[0], media: 'microphone', flow: 'on' },
        { producerId: producerIds[1], media: 'camera', flow: 'on' },
      ]);
      const receiver = await aReceiver(room);
      for (const [index, kind] of (['audio', 'video'] as const).entries()) {
        const offer = await receiver.consume(producerIds[index] ?? '', capabilities());
        expect(offer).toMatchObject({ producerId: producerIds[index], kind });
        expect(offer.rtpParameters.codecs.length).toBeGreaterThan(0);
        expect(receiver.receptions).toContainEqual({ consumerId: offer.id, producerId: producerIds[index] });
        await receiver.tuneConsumer(offer.id, { encoding: 'low', flow: 'on' });
        await receiver.tuneConsumer(offer.id, { encoding: 'high', flow: 'off' });
      }
    });

    it('tells whenever the set of streams changes, and only then', async () => {
      const room = await aRoom();
      const count = heard(room);
      const { endpoint, transportId, producerId } = await aSender(room, 'microphone');
      expect(count.changes).toBe(1);
      endpoint.setFlow(producerId, 'off');
      await (await aReceiver(room)).consume(producerId, capabilities());
      expect(count.changes).toBe(1);
      endpoint.closeProducer(producerId);
      expect([count.changes, endpoint.streams]).toEqual([2, []]);
      await produce(endpoint, transportId, 'talkback');
      expect(count.changes).toBe(3);
      endpoint.close();
      expect([count.changes, endpoint.streams]).toEqual([4, []]);
    });

    it('keeps one stream of each media: a second one replaces the first, and its receivers lose it', async () => {
      const room = await aRoom();
      const { endpoint, transportId, producerId } = await aSender(room, 'microphone');
      const receiver = await aReceiver(room);
      const { id } = await receiver.consume(producerId, capabilities());
      const rtpParameters = { ...aCrewProduction('microphone'), mid: '9', encodings: [{ ssrc: 9 }] };
      const next = await endpoint.produce(transportId, { media: 'microphone', rtpParameters, flow: 'off' });
      expect(endpoint.streams).toEqual([{ producerId: next, media: 'microphone', flow: 'off' }]);
      expect(() => endpoint.closeProducer(producerId)).toThrow(failing('media.not-found'));
      await vi.waitFor(() => expect(receiver.receptions).toEqual([]), 5_000);
      expect(() => receiver.closeConsumer(id)).toThrow(failing('media.not-found'));
    });

    it('stops and goes on passing a stream on', async () => {
      const { endpoint, producerId } = await aSender(await aRoom(), 'microphone');
      endpoint.setFlow(producerId, 'off');
      expect(endpoint.streams).toEqual([{ producerId, media: 'microphone', flow: 'off' }]);
      endpoint.setFlow(producerId, 'on');
      expect(endpoint.streams).toEqual([{ producerId, media: 'microphone', flow: 'on' }]);
    });

    it('has one transport a direction: opening again closes the former one and what is on it', async () => {
      const room = await aRoom();
      const { endpoint, transportId, producerId } = await aSender(room, 'microphone');
      const receiver = room.openCrew();
      const { id: receiveId } = await receiver.openReceive();
      await receiver.consume(producerId, capabilities());
      expect((await receiver.openReceive()).id).not.toBe(receiveId);
      expect(receiver.receptions).toEqual([]);
      expect((await endpoint.openSend()).id).not.toBe(transportId);
      expect(endpoint.streams).toEqual([]);
      await expect(produce(endpoint, transportId, 'microphone')).rejects.toEqual(failing('media.not-found'));
      await expect(receiver.restartIce(receiveId)).rejects.toEqual(failing('media.not-found'));
    });

    it('connects each transport, and gives it new ICE parameters', async () => {
      const endpoint = (await aRoom()).openCrew();
      const transports = [await endpoint.openSend(), await endpoint.openReceive()];
      for (const { id, iceParameters } of transports) {
        await expect(endpoint.connect(id, { role: 'client', fingerprints: [] })).rejects.toEqual(
          failing('media.invalid-parameters'),
        );
        await endpoint.connect(id, { role: 'client', fingerprints: [A_FINGERPRINT] });
        const ice = await endpoint.restartIce(id);
        expect(ice.usernameFragment).not.toBe(iceParameters.usernameFragment);
      }
    });

    it('knows no transport, producer or consumer of another endpoint', async () => {
      const room = await aRoom();
      const mine = await aSender(room, 'microphone');
      const other = await aSender(room, 'microphone', 'camera');
      const receiver = await aReceiver(room);
      const { id: consumerId } = await receiver.consume(other.producerId, capabilities());
      const notFound = failing('media.not-found');
      const { endpoint } = mine;
      const dtls = { role: 'client' as const, fingerprints: [A_FINGERPRINT] };
      await expect(endpoint.connect(other.transportId, dtls)).rejects.toEqual(notFound);
      await expect(endpoint.restartIce(other.transportId)).rejects.toEqual(notFound);
      await expect(produce(endpoint, other.transportId, 'talkback')).rejects.toEqual(notFound);
      expect(() => endpoint.setFlow(other.producerId, 'off')).toThrow(notFound);
      expect(() => endpoint.closeProducer(other.producerId)).toThrow(notFound);
      expect(() => endpoint.closeConsumer(consumerId)).toThrow(notFound);
      await expect(endpoint.tuneConsumer(consumerId, { encoding: 'low', flow: 'on' })).rejects.toEqual(notFound);
      expect(other.endpoint.streams).toHaveLength(2);
      expect(receiver.receptions).toHaveLength(1);
    });

    it('receives nothing of its own, of another room, of the program, or without a transport', async () => {
      const room = await aRoom();
      const { endpoint, producerId } = await aSender(room, 'microphone');
      await endpoint.openReceive();
      const host = room.openHost();
      const { id } = await host.openSend();
      const programId = await host.produce(id, 'audio', aProduction('audio'));
      const { producerId: elsewhere } = await aSender(await aRoom(), 'microphone');
      const { producerId: another } = await aSender(room, 'microphone');
      const notFound = failing('media.not-found');
      for (const each of [producerId, programId, elsewhere, 'nothing'])
        await expect(endpoint.consume(each, capabilities())).rejects.toEqual(notFound);
      await expect(room.openCrew().consume(another, capabilities())).rejects.toEqual(notFound);
      await endpoint.consume(another, capabilities());
    });

    it('does not produce on a transport that receives', async () => {
      const endpoint = (await aRoom()).openCrew();
      const { id } = await endpoint.openReceive();
      await expect(produce(endpoint, id, 'microphone')).rejects.toEqual(failing('media.not-found'));
    });

    it.each([
      ['sound as a picture', 'camera', aCrewProduction('microphone')],
      ['a picture as sound', 'microphone', aCrewProduction('screen')],
      ['two encodings of a screen', 'screen', aCrewProduction('camera')],
      [
        'three encodings of a camera',
        'camera',
        { ...aCrewProduction('camera'), encodings: ['a', 'b', 'c'].map((rid) => ({ rid })) },
      ],
    ] as const)('refuses %s', async (_, media, rtpParameters) => {
      const { endpoint, transportId } = await aSender(await aRoom());
      await expect(endpoint.produce(transportId, { media, rtpParameters, flow: 'on' })).rejects.toEqual(
        failing('media.invalid-parameters'),
      );
      expect(endpoint.streams).toEqual([]);
    });

    it('refuses a receiver who cannot receive what is sent', async () => {
      const room = await aRoom();
      const { producerId } = await aSender(room, 'microphone');
      const receiver = await aReceiver(room);
      await expect(receiver.consume(producerId, { codecs: [], headerExtensions: [] })).rejects.toEqual(
        failing('media.invalid-parameters'),
      );
    });

    it('receives a bounded number of streams, and another one when one is closed', async () => {
      const room = await aRoom();
      const { producerId } = await aSender(room, 'microphone');
      const receiver = await aReceiver(room);
      let last = '';
      for (let count = 0; count < MAX_CREW_CONSUMERS; count += 1)
        last = (await receiver.consume(producerId, capabilities())).id;
      await expect(receiver.consume(producerId, capabilities())).rejects.toEqual(failing('media.limit'));
      receiver.closeConsumer(last);
      await receiver.consume(producerId, capabilities());
    });

    it('ends what is received with the sender, and its own with itself', async () => {
      const room = await aRoom();
      const { endpoint, producerId } = await aSender(room, 'camera');
      const receiver = await aReceiver(room);
      await receiver.consume(producerId, capabilities());
      endpoint.close();
      await vi.waitFor(() => expect(receiver.receptions).toEqual([]), 5_000);
      receiver.close();
      await expect(receiver.openReceive()).rejects.toEqual(failing('media.not-found'));
      await expect(endpoint.openSend()).rejects.toEqual(failing('media.not-found'));
    });

    it('is no part of the program, and no viewer receives it', async () => {
      const showId = aShowId();
      const room = await harness.plane.room(showId);
      const epoch = room.programEpoch;
      const { producerIds } = await aSender(room, 'microphone', 'camera', 'bus', 'return');
      const ask = anAsk(capabilities());
      expect([room.program, room.programEpoch]).toEqual(['absent', epoch]);
      await expect(room.openViewer().watch(ask)).rejects.toEqual(failing('media.unavailable'));
      const program = await harness.startProgram(showId, room.openHost());
      const offer = await room.openViewer().watch(ask);
      const offered = offer.consumers.map(({ producerId }) => producerId);
      expect(offered).toHaveLength(2);
      expect(offered.filter((producerId) => producerIds.includes(producerId))).toEqual([]);
      program.close();
    });

    it('is counted', async () => {
      const figures = async () => {
        const { workers } = await harness.plane.figures();
        return [workers[0]?.crewProducers ?? 0, workers[0]?.crewConsumers ?? 0, workers[0]?.consumers ?? 0];
      };
      const [producers = 0, consumers = 0, all = 0] = await figures();
      const room = await aRoom();
      const { endpoint, producerId } = await aSender(room, 'microphone', 'camera');
      const receiver = await aReceiver(room);
      await receiver.consume(producerId, capabilities());
      expect(await figures()).toEqual([producers + 2, consumers + 1, all + 1]);
      endpoint.close();
      await vi.waitFor(async () => expect(await figures()).toEqual([producers, consumers, all]), 5_000);
    });

    it('closes with its room', async () => {
      const room = await aRoom();
      const { endpoint } = await aSender(room, 'microphone');
      room.close();
      expect([endpoint.isClosed, endpoint.streams]).toEqual([true, []]);
      expect(room.openCrew().isClosed).toBe(true);
    });

    it('is purged before anyone is told that the worker died', async () => {
      const showId = aShowId();
      const room = await harness.plane.room(showId);
      const { endpoint, producerId } = await aSender(room, 'microphone', 'camera');
      const receiver = await aReceiver(room);
      await receiver.consume(producerId, capabilities());
      const seenAtLoss: unknown[] = [];
      let changes = 0;
      room.listen({
        onLost: () =>
          seenAtLoss.push(endpoint.isClosed, endpoint.streams, receiver.isClosed, receiver.receptions, changes),
        onProgram: () => undefined,
        onCrew: () => (changes += 1),
      });
      await harness.killWorkers();
      await vi.waitFor(() => expect(seenAtLoss).toEqual([true, [], true, [], 0]), 5_000);
      expect(changes).toBe(0);
      const died = failing('media.worker-died');
      await expect(endpoint.openSend()).rejects.toEqual(died);
      await expect(receiver.consume(producerId, capabilities())).rejects.toEqual(died);
      expect(() => endpoint.closeProducer(producerId)).toThrow(died);
      const next = await aSender(await harness.plane.room(showId), 'microphone');
      expect(next.endpoint.streams).toHaveLength(1);
    });
  });
};
