import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ShowId } from '../../../shared/ids.ts';
import type { Scope } from '../../../shared/lifetime.ts';
import type { MediaPlane, MediaRoom } from '../port.ts';
import { receiveFrom, sendTo, type CrewReceiver, type SendOptions } from '../testing/crew-peer.ts';
import { openTestPlane } from './plane-fixture.ts';

const SMALL = 100;
const LARGE = 700;

/** How many have come once none has for the time of ten. */
const packetsAtRest = async (receiver: CrewReceiver): Promise<number> => {
  let packets = -1;
  await vi.waitFor(
    () => {
      const before = packets;
      packets = receiver.packets;
      expect(packets).toBe(before);
    },
    { interval: 330, timeout: 5_000 },
  );
  return packets;
};

describe('media among the crew with real peers', () => {
  let plane: MediaPlane;
  let scope: Scope;
  let shows = 0;
  beforeAll(async () => {
    ({ plane, scope } = await openTestPlane());
  });
  afterAll(() => scope.close());

  const aRoom = (): Promise<MediaRoom> => plane.room(v.parse(ShowId, `crew-real-${++shows}`));
  const sending = async (room: MediaRoom, options: SendOptions) => {
    const endpoint = room.openCrew();
    const { producerId } = scope.use(await sendTo(endpoint, options));
    return { endpoint, producerId };
  };
  const receiving = async (room: MediaRoom, producerId: string, encoding: 'high' | 'low' = 'high') => {
    const { routerRtpCapabilities: rtpCapabilities } = plane;
    const tuning = { encoding, flow: 'on' } as const;
    return scope.use(await receiveFrom(room.openCrew(), producerId, { rtpCapabilities, tuning }));
  };

  it('passes nothing on of a microphone that was turned off, until it is on again', async () => {
    const room = await aRoom();
    const { endpoint, producerId } = await sending(room, { media: 'microphone', payloadBytes: [SMALL] });
    const listener = await receiving(room, producerId);
    await vi.waitFor(() => expect(listener.packets).toBeGreaterThan(3), 5_000);
    endpoint.setFlow(producerId, 'off');
    const before = await packetsAtRest(listener);
    endpoint.setFlow(producerId, 'on');
    await vi.waitFor(() => expect(listener.packets).toBeGreaterThan(before + 3), 5_000);
  });

  it('gives each receiver of a camera the encoding that it asked for', async () => {
    const room = await aRoom();
    const { producerId } = await sending(room, { media: 'camera', payloadBytes: [SMALL, LARGE] });
    const tile = await receiving(room, producerId, 'low');
    // Both encodings arrive once the low one does. Without sender reports, which browsers send, nobody is moved from one to another.
    await vi.waitFor(() => expect(tile.packets).toBeGreaterThan(3), 5_000);
    const large = await receiving(room, producerId, 'high');
    await vi.waitFor(() => expect(large.packets).toBeGreaterThan(3), 5_000);
    expect(tile.newestBytes).toBeLessThan(LARGE);
    expect(large.newestBytes).toBeGreaterThan(LARGE);
  });

  it('closes a microphone that sends far more than any voice, and says so', async () => {
    const room = await aRoom();
    const told = vi.fn();
    room.listen({ onLost: () => undefined, onProgram: () => undefined, onCrew: told });
    const { endpoint } = await sending(room, { media: 'microphone', payloadBytes: [1_100], packetsAtOnce: 6 });
    const { endpoint: modest } = await sending(room, { media: 'microphone', payloadBytes: [SMALL] });
    await vi.waitFor(() => expect(endpoint.streams).toEqual([]), 8_000);
    expect(modest.streams).toHaveLength(1);
    expect(told).toHaveBeenCalledTimes(3);
  });
});
