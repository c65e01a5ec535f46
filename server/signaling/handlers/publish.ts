import { AppError } from '../../../shared/errors.ts';
import type { RtpCapabilities } from '../../../shared/protocol/rtp.ts';
import { ok } from '../../../shared/result.ts';
import type { HostEndpoint } from '../../sfu/port.ts';
import type { HandlersOf } from '../handler.ts';
import type { StudioSession } from '../session.ts';

type PublishMethods = 'media.openSend' | 'media.connect' | 'media.produce' | 'media.closeProducer';

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
    const host = await room.media.openHost(session);
    return ok({ routerRtpCapabilities, transport: await host.openSend() });
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
