import type { ImportStep } from './import-plan.ts';

/** Products by what an import does with them. */
export const importCounts = (steps: readonly ImportStep[]): Record<ImportStep['kind'], number> => {
  const counts = { create: 0, update: 0, unchanged: 0 };
  for (const { kind } of steps) counts[kind] += 1;
  return counts;
};
