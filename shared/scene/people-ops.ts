import { meets, NO_CROP, type Crop, type Rect, type SizePx } from '../geometry.ts';
import type { SourceId } from '../ids.ts';
import { HOST_ID } from '../show/actor.ts';
import type { Layer, Scene } from './document.ts';
import type { DrawOp } from './draw-list.ts';
import { cardRects, layerBox, rasterOp, slateOp, type Content, type Moment } from './moment.ts';
import { nameTag } from './name-tag.ts';
import { peopleRoom } from './people-room.ts';
import { evenRect, placePicture } from './place.ts';
import type { ScreenSeat, StageSeat } from './program.ts';
import { stagePoses } from './stage-poses.ts';

/** Of a slot's height, where a name can still stand. */
const LEAST_FREE = 0.5;

/** Of what is cut from an upright picture in a wide slot: most heads are a little above the middle, and none is lost that is in it. */
const CUT_ABOVE = 0.42;

/** A slot in program pixels, now and at rest. */
type Spot = { readonly box: Rect; readonly rest: Rect; readonly opacity: number };

/** Everybody on stage: their pictures or what stands in for them, each with its name tag right above it. */
export const peopleOps = (moment: Moment, scene: Scene, layer: Layer, content: Content<'people'>): DrawOp[] => {
  const layerRect = layerBox(moment, layer);
  const { program, atMs } = moment;
  const aspect = layerRect.width / layerRect.height;
  // Name tags keep out of them even while nothing is explained, or they would hop with every card.
  const cards = cardRects(moment, scene);
  const ops: DrawOp[] = [];
  const room = peopleRoom(moment.document, scene, layer);
  const spots = stagePoses({ layout: content.layout, stage: program.stage, aspect, room, atMs }).map((pose) => ({
    occupant: pose.occupant,
    box: within(layerRect, pose.rect),
    rest: within(layerRect, pose.rest),
    opacity: layer.opacity * pose.opacity,
  }));
  for (const [index, { occupant, ...spot }] of spots.entries()) {
    if (occupant.of === 'screen') {
      ops.push(screenOp(moment, occupant.seat, spot));
      continue;
    }
    const picture = personOp(moment, content, { ...spot, seat: occupant.seat, cards });
    ops.push(picture);
    // A card and a slate say the name themselves.
    if (picture.op !== 'video' || content.nameTags === 'hidden') continue;
    const above = spots.slice(index + 1).map(({ rest }) => rest);
    const keptFree = [...cards, ...above];
    const tag = nameTag(occupant.seat.name, { ...spot, program: moment.document.format, keptFree });
    if (tag !== null) ops.push(tag);
  }
  return ops;
};

const within = (layerRect: Rect, { x, y, width, height }: Rect): Rect =>
  evenRect({
    x: layerRect.x + x * layerRect.width,
    y: layerRect.y + y * layerRect.height,
    width: width * layerRect.width,
    height: height * layerRect.height,
  });

type Person = Spot & { readonly seat: StageSeat; readonly cards: readonly Rect[] };

const personOp = (moment: Moment, content: Content<'people'>, { seat, cards, box, rest, opacity }: Person): DrawOp => {
  const sourceId = seat.participantId === HOST_ID ? content.hostSourceId : seat.sourceId;
  if (sourceId === null || seat.picture === 'card' || seat.presence === 'dropped') {
    const stateLine = seat.presence === 'dropped' ? moment.program.stage.droppedWord : null;
    const size = { widthPx: rest.width, heightPx: rest.height, freeHeightPx: freeHeightPx(rest, cards) } as const;
    return rasterOp({ kind: 'name-card', name: seat.name, stateLine, ...size }, box, opacity);
  }
  const view = moment.views.get(sourceId);
  if (view?.state !== 'live') return slateOp({ of: 'camera', title: seat.name, view, box, rest, opacity });
  return videoOp({ sourceId, view, box, opacity, fit: 'cover', orientation: orientationOf(moment, sourceId) });
};

/** How much of a slot, from its top, no product's card covers: all of it where that would leave too little to write in. */
const freeHeightPx = (slot: Rect, cards: readonly Rect[]): number => {
  const bottom = slot.y + slot.height;
  const tops = cards.filter((card) => meets(card, slot)).map((card) => card.y);
  const free = Math.min(bottom, ...tops) - slot.y;
  return free < slot.height * LEAST_FREE ? slot.height : free;
};

/** As the document's camera says. A guest's picture comes as it should look. */
const orientationOf = ({ document }: Moment, sourceId: SourceId): 'normal' | 'mirrored' => {
  const source = document.sources[sourceId];
  return source?.kind === 'camera' && source.isMirrored ? 'mirrored' : 'normal';
};

const screenOp = (moment: Moment, { sourceId, name }: ScreenSeat, { box, rest, opacity }: Spot): DrawOp => {
  const view = moment.views.get(sourceId);
  if (view?.state !== 'live') return slateOp({ of: 'screen', title: name, view, box, rest, opacity });
  return videoOp({ sourceId, view, box, opacity, fit: 'contain', orientation: 'normal' });
};

type Video = {
  readonly sourceId: SourceId;
  readonly view: SizePx;
  readonly box: Rect;
  readonly opacity: number;
  readonly fit: 'cover' | 'contain';
  readonly orientation: 'normal' | 'mirrored';
};

const videoOp = ({ sourceId, view, box, opacity, fit, orientation }: Video): DrawOp => {
  const crop = fit === 'cover' ? faceCrop(view, box) : NO_CROP;
  const { from, to } = placePicture({ source: view, crop, fit, box, orientation });
  return { op: 'video', sourceId, from, to, opacity, orientation };
};

/** What a slot cuts from a picture that is less wide than it, a phone's above all: heads are in the upper part. */
const faceCrop = ({ widthPx, heightPx }: SizePx, { width, height }: Rect): Crop => {
  const cut = Math.max(0, 1 - (widthPx * height) / (heightPx * width));
  return { ...NO_CROP, top: cut * CUT_ABOVE, bottom: cut * (1 - CUT_ABOVE) };
};
