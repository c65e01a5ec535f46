/** When a client taps, in seconds after the opening: 60 % within one, 90 % within three, the rest within five (commerce.md, D). */
export const tapAtS = (share: number): number => {
  if (share < 0.6) return share / 0.6;
  return share < 0.9 ? 1 + ((share - 0.6) / 0.3) * 2 : 3 + ((share - 0.9) / 0.1) * 2;
};
