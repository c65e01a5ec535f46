import type { Rect } from '../geometry.ts';
import { assertNever } from '../invariant.ts';
import type { PeopleLayout } from './document.ts';
import type { ScreenSeat, StageSeat, StageSeats } from './program.ts';
import { bestCells, smallCells } from './slot-cells.ts';

/** Who or what fills a slot. */
export type Occupant =
  { readonly of: 'person'; readonly seat: StageSeat } | { readonly of: 'screen'; readonly seat: ScreenSeat };

/** A place in the layer's box, in fractions of it. */
export type Slot = { readonly occupant: Occupant; readonly rect: Rect };

export type Cast = Pick<StageSeats, 'seats' | 'screens' | 'spotlightId'>;

/** The box, in units of its height, and what lies between two slots. */
type Frame = { readonly box: Rect; readonly gap: number };

/** Between two slots, as a share of the box's shorter side. */
const GAP = 0.016;
/** What the strip of people takes beside the large picture, or below it in a tall box: more people, a wider strip. */
const STRIP = {
  beside: { few: 5, share: 0.2, shareOfMany: 0.28 },
  below: { few: 2, share: 0.36, shareOfMany: 0.5 },
} as const;
/** Nobody has the whole box to themselves, and nothing small lies over a large picture. */
const SHARED: ReadonlySet<PeopleLayout> = new Set(['split', 'grid', 'presentation'] satisfies PeopleLayout[]);
/** The title-safe area: no small picture at the very edge. */
const MARGIN = 0.05;

/** The same occupant in two layouts has the same key. */
export const occupantKey = ({ of, seat }: Occupant): string => `${of} ${seat.participantId}`;

/**
 * Where everybody on stage and every screen on air goes in a box of `aspect` (width by height, in pixels). The order of the
 * seats fills the slots; everybody has one unless the layout is `solo`. Slots are in the order of the cast, screens first.
 * `room` is the part of the height, from the top, in which several stand beside and above each other.
 */
export const placeSeats = (layout: PeopleLayout, cast: Cast, aspect: number, room = 1): Slot[] => {
  const chosen = layout === 'auto' ? automaticLayout(cast) : layout;
  const isShared = cast.seats.length + cast.screens.length > 1 && SHARED.has(chosen);
  const box = { x: 0, y: 0, width: aspect, height: isShared ? room : 1 };
  const frame = { box, gap: GAP * Math.min(aspect, 1) };
  return arrange(chosen, cast, frame).map(({ occupant, rect: { x, y, width, height } }) => ({
    occupant,
    rect: { x: x / aspect, y, width: width / aspect, height },
  }));
};

/** Who is in the picture of a layout; only `solo` leaves anybody out. */
export const shownOccupants = (layout: PeopleLayout, cast: Cast): Occupant[] =>
  placeSeats(layout, cast, 1).map(({ occupant }) => occupant);

/** What `auto` stands for. */
export const automaticLayout = ({ seats, screens, spotlightId }: Cast): Exclude<PeopleLayout, 'auto'> => {
  if (screens.length > 0) return 'presentation';
  if (seats.length < 2) return 'solo';
  if (spotlightId !== null) return 'presentation';
  return seats.length === 2 ? 'split' : 'grid';
};

const arrange = (layout: PeopleLayout, cast: Cast, frame: Frame): Slot[] => {
  const all = [...screensOf(cast), ...peopleOf(cast)];
  switch (layout) {
    case 'auto':
      return arrange(automaticLayout(cast), cast, frame);
    case 'solo':
      return fill(leadOf(cast), [frame.box]);
    case 'split':
      return placeSplit(cast, frame);
    case 'grid':
      return fill(all, bestCells(frame.box, all.length, frame.gap));
    case 'picture-in-picture':
      return placePictures(cast, frame);
    case 'presentation':
      return placePresentation(cast, frame);
    case 'close-up':
      return fill(all, closeUpCells(frame, all.length));
    default:
      return assertNever(layout);
  }
};

const peopleOf = ({ seats }: Cast): Occupant[] => seats.map((seat) => ({ of: 'person', seat }));
const screensOf = ({ screens }: Cast): Occupant[] => screens.map((seat) => ({ of: 'screen', seat }));

/** As many slots as there are both occupants and rectangles. */
const fill = (occupants: readonly Occupant[], rects: readonly Rect[]): Slot[] =>
  rects.flatMap((rect, index) => {
    const occupant = occupants[index];
    return occupant === undefined ? [] : [{ occupant, rect }];
  });

const isSpotlit = ({ spotlightId }: Cast, { of, seat }: Occupant): boolean =>
  of === 'person' && seat.participantId === spotlightId;

/** Who has the large slot where there is one: the spotlight, else the first screen, else the first person. */
const leadOf = (cast: Cast): Occupant[] => {
  const people = peopleOf(cast);
  const lead = people.find((person) => isSpotlit(cast, person)) ?? screensOf(cast)[0] ?? people[0];
  return lead === undefined ? [] : [lead];
};

const othersOf = (cast: Cast): Occupant[] => {
  const leadKeys = leadOf(cast).map(occupantKey);
  return [...screensOf(cast), ...peopleOf(cast)].filter((occupant) => !leadKeys.includes(occupantKey(occupant)));
};

const isTall = ({ box }: Frame): boolean => box.width < box.height;

/** `box` cut in two at `share` of its width, or of its height when it is tall. */
const cut = ({ box, gap }: Frame, share: number, direction: 'across' | 'down'): [Rect, Rect] => {
  if (direction === 'down') {
    const height = (box.height - gap) * share;
    const y = box.y + height + gap;
    return [
      { ...box, height },
      { ...box, y, height: box.y + box.height - y },
    ];
  }
  const width = (box.width - gap) * share;
  const x = box.x + width + gap;
  return [
    { ...box, width },
    { ...box, x, width: box.x + box.width - x },
  ];
};

/** Two halves: the lead has one of them, everybody else the other. */
const placeSplit = (cast: Cast, frame: Frame): Slot[] => {
  const [lead, others] = [leadOf(cast), othersOf(cast)];
  if (others.length === 0) return fill(lead, bestCells(frame.box, lead.length, frame.gap));
  const [first, second] = cut(frame, 0.5, isTall(frame) ? 'down' : 'across');
  return [...fill(lead, bestCells(first, 1, frame.gap)), ...fill(others, bestCells(second, others.length, frame.gap))];
};

/** The screens large (without any, whoever has the spotlight) and everybody else in a strip. */
const placePresentation = (cast: Cast, frame: Frame): Slot[] => {
  const screens = screensOf(cast);
  const large = screens.length > 0 ? screens : peopleOf(cast).filter((person) => isSpotlit(cast, person));
  const strip = peopleOf(cast).filter((person) => !large.some((other) => occupantKey(other) === occupantKey(person)));
  if (large.length === 0) return arrange(strip.length <= 2 ? 'split' : 'grid', cast, frame);
  if (strip.length === 0) return fill(large, largeCells(frame.box, large.length, frame.gap));
  const { few, share, shareOfMany } = isTall(frame) ? STRIP.below : STRIP.beside;
  const largeShare = 1 - (strip.length > few ? shareOfMany : share);
  const [main, rest] = cut(frame, largeShare, isTall(frame) ? 'down' : 'across');
  return [
    ...fill(large, largeCells(main, large.length, frame.gap)),
    ...fill(strip, bestCells(rest, strip.length, frame.gap)),
  ];
};

/** One large picture has the whole region, whatever its shape: a screen is shown whole inside it. */
const largeCells = (region: Rect, count: number, gap: number): Rect[] =>
  count === 1 ? [region] : bestCells(region, count, gap);

/** The lead fills the box; the others are small in a column, out of the callout's corner and its words. */
const placePictures = (cast: Cast, frame: Frame): Slot[] => {
  const { box, gap } = frame;
  const others = othersOf(cast);
  const height = isTall(frame) ? 0.5 : 1 - 2 * MARGIN;
  const region = { x: box.width * 0.5, y: MARGIN, width: box.width * (0.5 - MARGIN), height };
  const placed = smallCells({
    region,
    count: others.length,
    gap,
    cell: smallCell(frame),
    from: isTall(frame) ? 'top-right' : 'bottom-right',
  });
  return [...fill(leadOf(cast), [box]), ...fill(others, placed)];
};

/** Everybody small, with the room for the product and its large card left free: at the right edge, or along the top. */
const closeUpCells = (frame: Frame, count: number): Rect[] => {
  const { box, gap } = frame;
  const inside = { y: MARGIN, height: 1 - 2 * MARGIN };
  const region = isTall(frame)
    ? { ...inside, x: box.width * MARGIN, width: box.width * (1 - 2 * MARGIN), height: 0.4 }
    : { ...inside, x: box.width * 0.58, width: box.width * (0.42 - MARGIN) };
  return smallCells({ region, count, gap, cell: smallCell(frame), from: isTall(frame) ? 'top-left' : 'top-right' });
};

/** As large as a camera over a shared screen: wide in a wide box; in a tall one a head and shoulders. */
const smallCell = (frame: Frame): Pick<Rect, 'width' | 'height'> => {
  const width = frame.box.width * (isTall(frame) ? 0.29 : 0.24);
  return { width, height: isTall(frame) ? (width * 4) / 3 : (width * 9) / 16 };
};
