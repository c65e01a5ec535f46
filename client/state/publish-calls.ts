import type { Connection } from '../net/connection.ts';
import type { PublisherPorts } from '../publish/publisher.ts';

type PublishCalls = Pick<PublisherPorts, 'openSend' | 'connect' | 'produce' | 'closeProducer' | 'restartIce'>;

/** What a publisher asks of the server, said over the page's line. */
export const publishCalls = (call: Connection['call']): PublishCalls => ({
  openSend: (signal) => call('media.openSend', {}, signal),
  connect: (params, signal) => call('media.connect', params, signal),
  produce: (params, signal) => call('media.produce', params, signal),
  closeProducer: (producerId, signal) => call('media.closeProducer', { producerId }, signal),
  restartIce: (transportId, signal) => call('media.restartIce', { transportId }, signal),
});
