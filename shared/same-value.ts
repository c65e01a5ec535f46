const isMembers = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether two values of plain JSON are the same, in whatever order their members were written. */
export const isSameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isSameValue(item, b[index]));
  }
  if (!isMembers(a) || !isMembers(b)) return false;
  const members = Object.entries<unknown>({ ...a });
  const others = new Map(Object.entries<unknown>({ ...b }));
  if (members.length !== others.size) return false;
  return members.every(([name, value]) => others.has(name) && isSameValue(value, others.get(name)));
};
