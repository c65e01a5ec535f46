/** The value of a field `datetime-local`: YYYY-MM-DDThh:mm in the time of this computer. */
export const localTimeText = (atMs: number): string => {
  const date = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** Epoch milliseconds of such a value; null for none. */
export const readLocalTime = (text: string): number | null => {
  const atMs = new Date(text).getTime();
  return Number.isNaN(atMs) ? null : atMs;
};
