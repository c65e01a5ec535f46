import { AppError } from '../../../shared/errors.ts';
import type { RtpCapabilities } from '../../../shared/protocol/rtp.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { HostEndpoint } from '../../sfu/port.ts';
import type { MethodOf, PersonContext, PersonHandlers } from '../handler.ts';
import type { MakerPage } from '../show-media.ts';

/** Only what this session opened itself: an id of anybody else's is unknown to its endpoint. */
const hostOf = ({ host }: MakerPage): HostEndpoint => {
  if (host === null) throw new AppError('media.not-found');
  return host;
};

/** Whoever has handed the program over publishes nothing more. */
const hasPart = ({ room, session }: PersonContext): boolean => room.media.partOf(session) !== 'none';

/** The program's media, through the endpoint that this session owns. */
export const makePublishHandlers = (
  routerRtpCapabilities: RtpCapabilities,
): PersonHandlers<Extract<MethodOf<'crew'>, `media.${string}`>> => ({
  'media.openSend': async (context) => {
    if (!hasPart(context)) return refuse('auth.forbidden');
    const { room, session } = context;
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
  'media.produce': async (context, { transportId, kind, rtpParameters }) => {
    if (!hasPart(context)) return refuse('auth.forbidden');
    return ok({ producerId: await hostOf(context.session).produce(transportId, kind, rtpParameters) });
  },
  'media.closeProducer': ({ session }, { producerId }) => {
    hostOf(session).closeProducer(producerId);
    return ok({});
  },
});
