import { availableParallelism, hostname, networkInterfaces } from 'node:os';
import type { Machine } from './config.ts';

/** The IPv4 addresses at which other machines can reach this one, in the system's order. */
export const lanAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

/** What a machine of this host name is called in a network: by itself, and by mDNS. Lower case. */
export const namesOf = (name: string): readonly string[] => {
  const full = name.toLowerCase();
  const [first = ''] = full.split('.');
  return first === '' ? [] : [...new Set([full, first, `${first}.local`])];
};

export const thisMachine = (): Machine => ({
  lanAddress: lanAddresses()[0] ?? null,
  hostNames: namesOf(hostname()),
  cores: availableParallelism(),
  isTerminal: process.stdout.isTTY === true,
});
