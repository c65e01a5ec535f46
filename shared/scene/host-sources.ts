import type { SourceId } from '../ids.ts';
import type { CrewSourceMedia } from './crew-source.ts';
import { canShowHost, type SceneDocument } from './document.ts';

/**
 * The source of the document that the host's page sends as `media` to pages which compose the same picture: the first one of
 * its kind. Null when there is none. Devices of the document are the host's; test patterns run by themselves in every page.
 */
export const hostSourceId = ({ sourceIds, sources }: SceneDocument, media: CrewSourceMedia): SourceId | null => {
  const kind = media === 'screen-sound' ? 'screen' : media;
  return sourceIds.find((sourceId) => sources[sourceId]?.kind === kind) ?? null;
};

/** The source that shows the host: the first camera, or what stands in where there is none. Null when nothing does. */
export const hostPictureId = (document: SceneDocument): SourceId | null => {
  const { sourceIds, sources } = document;
  const standsIn = (sourceId: SourceId): boolean => {
    const source = sources[sourceId];
    return source !== undefined && canShowHost(source);
  };
  return hostSourceId(document, 'camera') ?? sourceIds.find(standsIn) ?? null;
};
