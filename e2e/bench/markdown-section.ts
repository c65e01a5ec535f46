/** Replaces the body of the second-level section `title`, or appends the section. The other sections stay as they are. */
export const replaceSection = (text: string, title: string, body: string): string => {
  const head = `## ${title}\n`;
  const section = `${head}\n${body}\n`;
  const start = text.startsWith(head) ? 0 : text.indexOf(`\n${head}`) + 1;
  if (start === 0 && !text.startsWith(head)) return `${text.trimEnd()}\n\n${section}`;
  const next = text.indexOf('\n## ', start + head.length);
  return next === -1 ? text.slice(0, start) + section : `${text.slice(0, start)}${section}${text.slice(next)}`;
};
