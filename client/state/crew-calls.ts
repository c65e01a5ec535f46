import type { Connection } from '../net/connection.ts';
import type { CrewSendPorts } from '../publish/crew-sender.ts';
import type { CrewReceivePorts } from '../watch/crew-receiver.ts';

/** What sending to the crew and receiving from it ask of the server, said over the page's line. */
export const crewCalls = (call: Connection['call']): CrewSendPorts & CrewReceivePorts => ({
  openSend: (signal) => call('crew.openSend', {}, signal),
  openReceive: (signal) => call('crew.openReceive', {}, signal),
  connect: (params, signal) => call('crew.connect', params, signal),
  restartIce: (transportId, signal) => call('crew.restartIce', { transportId }, signal),
  produce: (params, signal) => call('crew.produce', params, signal),
  closeProducer: (producerId, signal) => call('crew.closeProducer', { producerId }, signal),
  consume: (params, signal) => call('crew.consume', params, signal),
  tuneConsumer: (params, signal) => call('crew.tuneConsumer', params, signal),
  closeConsumer: (consumerId, signal) => call('crew.closeConsumer', { consumerId }, signal),
});
