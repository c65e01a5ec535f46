import type { Clock } from '../platform/clock.ts';
import { sharedDevice } from '../platform/sfu-device.ts';
import { openCrewSender, type CrewSenderOptions } from '../publish/crew-sender.ts';
import { openCrewReceiver } from '../watch/crew-receiver.ts';
import type { CrewExchangeOptions } from './crew-exchange.svelte.ts';

/** Both directions by one device: the browser is one, and its capabilities cost a probe to learn. */
export const crewEngines = (
  clock: Clock,
  profile: CrewSenderOptions['profile'],
): Pick<CrewExchangeOptions, 'openSender' | 'openReceiver'> => {
  const shared = { clock, makeDevice: sharedDevice() };
  return {
    openSender: (ports, handlers, scope) => openCrewSender({ ...ports, ...handlers, ...shared, profile }, scope),
    openReceiver: (ports, handlers, scope) => openCrewReceiver({ ...ports, ...handlers, ...shared }, scope),
  };
};
