import { AppError } from '../../../shared/errors.ts';
import type { RtpCapabilities } from '../../../shared/protocol/rtp.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { HostEndpoint } from '../../sfu/port.ts';
import type { HandlersOf, MethodOf } from '../handler.ts';
import type { StudioSession } from '../session.ts';

type PublishMethods = Extract<MethodOf<'studio'>, `media.${string}`>;

/** Only what this session opened itself: an id of anybody else's is unknown to its endpoint. */
const hostOf = ({ host }: StudioSession): HostEndpoint => {
  if (host === null) throw new AppError('media.not-found');
  return host;
};

/** The host's media, through the endpoint that this session owns. */
export const makePublishHandlers = (
  routerRtpCapabilities: RtpCapabilities,
): Pick<HandlersOf<'studio'>, PublishMethods> => ({
  'media.openSend': async ({ room, session }) => {
    if (!session.mayTakeTransport()) return refuse('request.too-many');
    const host = await room.media.openHost(session);
    return ok({ routerRtpCapabilities, transport: await host.openSend() });
  },
  'media.restartIce': async ({ session }, { transportId }) => {
    if (!session.mayTakeTransport()) return refuse('request.too-many');
    return ok({ iceParameters: await hostOf(session).restartIce(transportId) });
  },
  'media.connect': async ({ session }, { transportId, dtlsParameters }) => {
    await hostOf(session).connect(transportId, dtlsParameters);
    return ok({});
  },
  'media.produce': async ({ session }, { transportId, kind, rtpParameters }) =>
    ok({ producerId: await hostOf(session).produce(transportId, kind, rtpParameters) }),
  'media.closeProducer': ({ session }, { producerId }) => {
    hostOf(session).closeProducer(producerId);
    return ok({});
  },
});
