import { describe, expect, it } from 'vitest';
import { aCallout, aDocument, aLayer, aProgram, aTextLayer } from '../../shared/scene/sample-documents.ts';
import { wantedRasters } from './prepare-rasters.ts';

const document = aDocument({
  scenes: {
    s1: [aTextLayer('one'), aLayer('callout', { kind: 'callout' })],
    s2: [aTextLayer('two')],
    s3: [aTextLayer('three')],
  },
});

const textsOf = (maxBytes: number): string[] => {
  const program = aProgram('s2', { callout: aCallout() });
  const wanted = wantedRasters({ document, program, views: new Map(), maxBytes });
  return wanted.map(({ spec }) => (spec.kind === 'text' ? spec.text : spec.kind));
};

describe('rasters to prepare', () => {
  it('are those of the scene on air first, then every other scene’s, with the card where it will rest', () => {
    expect(textsOf(1e9)).toEqual(['two', 'one', 'card', 'three']);
  });

  it('stay within their bound', () => {
    expect(textsOf(1)).toEqual([]);
  });
});
