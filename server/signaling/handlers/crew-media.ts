import type { RtpCapabilities } from '../../../shared/protocol/rtp.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { MethodOf, PersonHandlers } from '../handler.ts';

/** Media among the people in the studio, through the endpoint of the page that asks. Who may what is `PeopleMedia`'s to say. */
export const makeCrewMediaHandlers = (
  routerRtpCapabilities: RtpCapabilities,
): PersonHandlers<Extract<MethodOf<'crew'>, `crew.${string}`>> => ({
  'crew.openSend': async ({ room, session }) => {
    if (!session.mayTakeTransport()) return refuse('request.too-many');
    const endpoint = await room.media.people.open(session);
    return ok({ routerRtpCapabilities, transport: await endpoint.openSend() });
  },
  'crew.openReceive': async ({ room, session }) => {
    if (!session.mayTakeTransport()) return refuse('request.too-many');
    const endpoint = await room.media.people.open(session);
    return ok({ routerRtpCapabilities, transport: await endpoint.openReceive() });
  },
  'crew.connect': async ({ room, session }, { transportId, dtlsParameters }) => {
    await room.media.people.endpointOf(session).connect(transportId, dtlsParameters);
    return ok({});
  },
  'crew.restartIce': async ({ room, session }, { transportId }) => {
    if (!session.mayTakeTransport()) return refuse('request.too-many');
    return ok({ iceParameters: await room.media.people.endpointOf(session).restartIce(transportId) });
  },
  'crew.produce': async ({ room, session }, asked) => {
    if (!room.media.people.mayTakeStream(session)) return refuse('request.too-many');
    return ok({ producerId: await room.media.people.produce(session, asked) });
  },
  'crew.closeProducer': ({ room, session }, { producerId }) => {
    room.media.people.endpointOf(session).closeProducer(producerId);
    return ok({});
  },
  'crew.consume': async ({ room, session }, { producerId, rtpCapabilities }) => {
    if (!room.media.people.mayTakeStream(session)) return refuse('request.too-many');
    return ok({ consumer: await room.media.people.consume(session, producerId, rtpCapabilities) });
  },
  'crew.tuneConsumer': async ({ room, session }, { consumerId, ...tuning }) => {
    await room.media.people.endpointOf(session).tuneConsumer(consumerId, tuning);
    return ok({});
  },
  'crew.closeConsumer': ({ room, session }, { consumerId }) => {
    room.media.people.endpointOf(session).closeConsumer(consumerId);
    return ok({});
  },
});
