/** Which entry of a list a key moves to; the rules of the ARIA practices for menus, tabs and radio groups. */

export type ListMove = {
  readonly key: string;
  readonly count: number;
  readonly current: number;
  readonly orientation: 'horizontal' | 'vertical';
};

/** The index that `key` moves to, round the ends, or null when the key moves nothing. */
export function movedIndex({ key, count, current, orientation }: ListMove): number | null {
  if (count === 0) return null;
  const [back, forth] = orientation === 'horizontal' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  switch (key) {
    case back:
      return current <= 0 ? count - 1 : current - 1;
    case forth:
      return (current + 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The next label after `current` that starts with what was typed; one letter again walks on, more letters may stay. */
export function typedIndex(labels: readonly string[], typed: string, current: number): number | null {
  const wanted = typed.toLocaleLowerCase();
  const first = typed.length > 1 ? current : current + 1;
  for (let step = 0; step < labels.length; step += 1) {
    const index = (Math.max(0, first) + step) % labels.length;
    if (labels[index]?.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
