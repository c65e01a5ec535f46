import type { SceneDocument } from '../../../shared/scene/document.ts';

/** `name`, or with the first number that no source has taken: "Camera", "Camera 2". */
export const freeSourceName = (
  { sources }: Pick<SceneDocument, 'sources'>,
  name: string,
  numbered: (number: number) => string,
): string => {
  const taken = new Set(Object.values(sources).map((source) => source.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(numbered(number))) number += 1;
  return numbered(number);
};
