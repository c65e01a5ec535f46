/** Lets everything that is not waiting for a fake go as far as it can. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};
