/** "2026-11-27 14:05:09" of UTC, which every spreadsheet takes for a time. */
export const utcText = (atMs: number): string => new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
