import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ItemId } from '../../shared/ids.ts';
import type { PlayerBox } from '../../shared/scene/hit.ts';
import { placeCallout, type CalloutPlace } from './place-callout.ts';

const honey = v.parse(ItemId, 'honey');
const tea = v.parse(ItemId, 'tea');
const areas = [{ itemId: honey, rect: { x: 0.1, y: 0.7, width: 0.4, height: 0.2 } }];
const aBox = (widthPx: number, heightPx: number, objectFit: PlayerBox['objectFit'] = 'contain'): PlayerBox => ({
  player: { widthPx, heightPx },
  picture: { widthPx: 1280, heightPx: 720 },
  objectFit,
});

/** Whole pixels: fractions of a picture are not exact in binary. */
const rounded = (place: CalloutPlace): CalloutPlace =>
  place.kind === 'over'
    ? {
        kind: 'over',
        leftPx: Math.round(place.leftPx),
        bottomPx: Math.round(place.bottomPx),
        widthPx: Math.round(place.widthPx),
        heightPx: Math.round(place.heightPx),
      }
    : place;

describe('placeCallout', () => {
  test('covers the card in a picture that fills the player', () => {
    expect(rounded(placeCallout(areas, honey, aBox(1280, 720)))).toEqual({
      kind: 'over',
      leftPx: 128,
      bottomPx: 72,
      widthPx: 512,
      heightPx: 144,
    });
  });

  test('adds the bars beside a letterboxed picture', () => {
    const place = rounded(placeCallout(areas, honey, aBox(1280, 920)));
    expect(place).toMatchObject({ kind: 'over', leftPx: 128, bottomPx: 172 });
  });

  test('covers a card that is too small to read, and docks where one that can be read has no room', () => {
    const place = rounded(placeCallout(areas, honey, aBox(500, 281)));
    expect(place).toMatchObject({ kind: 'over', leftPx: 50, widthPx: 200 });
    expect(placeCallout(areas, honey, aBox(300, 169))).toEqual({ kind: 'docked' });
  });

  test('docks where the picture is cut and the card would leave the player', () => {
    expect(placeCallout(areas, honey, aBox(500, 1000, 'cover'))).toEqual({ kind: 'docked' });
  });

  test('docks while the product is not in the picture or the sizes are unknown', () => {
    expect(placeCallout(areas, tea, aBox(1280, 720))).toEqual({ kind: 'docked' });
    expect(placeCallout(areas, honey, aBox(0, 0))).toEqual({ kind: 'docked' });
  });
});
