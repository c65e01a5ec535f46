import type { MethodParams } from '../../shared/protocol/methods.ts';
import { fakeSfuDevice } from '../platform/fake-sfu-device.ts';
import type { CrewSendPorts } from './crew-sender.ts';
import type { PublisherPorts } from './sending.ts';

type ProgramFunctions = Pick<PublisherPorts, 'openSend' | 'connect' | 'produce' | 'closeProducer' | 'restartIce'>;

/** What a server does with `media.*` or with `crew.*`: it takes what comes, and notes it. */
const fakeProducing = <Produced>() => {
  const { makeDevice, handlers, senders, refuse, check, offerTransport, offerIce } = fakeSfuDevice();
  const produced: Produced[] = [];
  const asked = { openSend: 0, connect: 0, restartIce: 0, closed: [] as string[] };
  const functions = {
    openSend: async (signal: AbortSignal) => {
      asked.openSend += 1;
      check(signal);
      return Promise.resolve(offerTransport());
    },
    connect: async (_params: unknown, signal: AbortSignal) => {
      asked.connect += 1;
      check(signal);
      return Promise.resolve({});
    },
    produce: async (params: Produced, signal: AbortSignal) => {
      check(signal);
      produced.push(params);
      return Promise.resolve({ producerId: `producer-${produced.length}` });
    },
    closeProducer: async (producerId: string, signal: AbortSignal) => {
      check(signal);
      return Promise.resolve(asked.closed.push(producerId));
    },
    restartIce: async (_transportId: string, signal: AbortSignal) => {
      asked.restartIce += 1;
      check(signal);
      return Promise.resolve(offerIce());
    },
  };
  return { functions, makeDevice, produced, handlers, senders, asked, refuse };
};

type Faked<Produced, Functions> = Omit<ReturnType<typeof fakeProducing<Produced>>, 'functions'> & {
  readonly functions: Functions;
};

export const fakeServer = (): Faked<MethodParams<'media.produce'>, ProgramFunctions> => fakeProducing();

export const fakeCrewServer = (): Faked<MethodParams<'crew.produce'>, CrewSendPorts> => fakeProducing();
