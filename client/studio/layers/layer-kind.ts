import Image from '@lucide/svelte/icons/image';
import Mic from '@lucide/svelte/icons/mic';
import Monitor from '@lucide/svelte/icons/monitor';
import Palette from '@lucide/svelte/icons/palette';
import ShoppingBag from '@lucide/svelte/icons/shopping-bag';
import Tv from '@lucide/svelte/icons/tv';
import Users from '@lucide/svelte/icons/users';
import Type from '@lucide/svelte/icons/type';
import Video from '@lucide/svelte/icons/video';
import type { Layer, SceneDocument, SourceKind } from '../../../shared/scene/document.ts';
import type { Icon } from '../../ui/icon.ts';

/** What a layer shows, as a host tells layers apart. */
export type LayerKind = SourceKind | 'image' | 'text' | 'color' | 'callout' | 'people';

export const KIND_ICONS: Readonly<Record<LayerKind, Icon>> = {
  camera: Video,
  microphone: Mic,
  screen: Monitor,
  'test-pattern': Tv,
  image: Image,
  text: Type,
  color: Palette,
  callout: ShoppingBag,
  people: Users,
};

export const layerKind = ({ sources }: SceneDocument, { content }: Layer): LayerKind =>
  content.kind === 'source' ? (sources[content.sourceId]?.kind ?? 'camera') : content.kind;
