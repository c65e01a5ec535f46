import type { Clock } from '../platform/clock.ts';
import type { MakeDevice } from '../platform/sfu-device.ts';
import { openCrewSender, type CrewSenderOptions } from '../publish/crew-sender.ts';
import { openCrewReceiver } from '../watch/crew-receiver.ts';
import type { CrewExchangeOptions } from './crew-exchange.svelte.ts';

type Options = {
  readonly clock: Clock;
  readonly profile: CrewSenderOptions['profile'];
  /** The same device each time: the browser is one, and its capabilities cost a probe to learn. */
  readonly makeDevice: MakeDevice;
};

/** Both directions of what a page and the crew send each other. */
export const crewEngines = ({
  profile,
  ...shared
}: Options): Pick<CrewExchangeOptions, 'openSender' | 'openReceiver'> => {
  return {
    openSender: (ports, handlers, scope) => openCrewSender({ ...ports, ...handlers, ...shared, profile }, scope),
    openReceiver: (ports, handlers, scope) => openCrewReceiver({ ...ports, ...handlers, ...shared }, scope),
  };
};
