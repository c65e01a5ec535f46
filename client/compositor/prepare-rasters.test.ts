import { describe, expect, it } from 'vitest';
import {
  aCallout,
  aComment,
  aDocument,
  aLayer,
  aPeopleLayer,
  aProgram,
  aSeat,
  aStage,
  aTextLayer,
} from '../../shared/scene/sample-documents.ts';
import { wantedRasters } from './prepare-rasters.ts';

const document = aDocument({
  scenes: {
    s1: [aTextLayer('one'), aLayer('callout', { kind: 'callout' })],
    s2: [aTextLayer('two')],
    s3: [aTextLayer('three')],
  },
});

const textsOf = (maxBytes: number): string[] => {
  const program = aProgram('s2', { callout: aCallout(), comment: aComment() });
  const wanted = wantedRasters({ document, program, views: new Map(), maxBytes });
  return wanted.map(({ spec }) => (spec.kind === 'text' ? spec.text : spec.kind));
};

describe('rasters to prepare', () => {
  it('are those of the scene on air first, then every other scene’s, with the card and the comment where they will rest', () => {
    expect(textsOf(1e9)).toEqual(['two', 'comment', 'one', 'card', 'three']);
  });

  it('have people’s names and cards in the sizes that they will rest in, before they are there', () => {
    const [ada, bo] = [aSeat('ada'), aSeat('bo', { picture: 'card' })];
    const stage = aStage([ada, bo]);
    const guests = aDocument({ scenes: { s1: [], guests: [aPeopleLayer('people')] } });
    const views = new Map([[ada.sourceId, { state: 'live', widthPx: 640, heightPx: 360 } as const]]);
    const wanted = wantedRasters({ document: guests, program: aProgram('s1', { stage }), views, maxBytes: 1e9 });
    expect(wanted.map(({ spec }) => spec)).toMatchObject([
      { kind: 'name-tag', name: 'ada' },
      { kind: 'name-card', name: 'bo', widthPx: 634, heightPx: 720 },
    ]);
  });

  it('stay within their bound', () => {
    expect(textsOf(1)).toEqual([]);
  });
});
