import { availableParallelism, networkInterfaces } from 'node:os';
import type { Machine } from './config.ts';

/** The IPv4 addresses at which other machines can reach this one, in the system's order. */
export const lanAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

export const thisMachine = (): Machine => ({
  lanAddress: lanAddresses()[0] ?? null,
  cores: availableParallelism(),
  isTerminal: process.stdout.isTTY === true,
});
