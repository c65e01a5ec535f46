import type * as v from 'valibot';
import { ok } from '../result.ts';
import { ProgramFormat, SceneDocument, TransitionChoice, type Layer } from './document.ts';
import { accept, type Edited } from './edit-parts.ts';
import { calloutFrame, reflowFrame } from './frames.ts';

const ProgramAudio = SceneDocument.entries.programAudio;
type ProgramAudio = v.InferOutput<typeof ProgramAudio>;

export const setProgramAudio = (document: SceneDocument, audio: Partial<ProgramAudio>): Edited => {
  const accepted = accept(ProgramAudio, { ...document.programAudio, ...audio }, 'programAudio');
  return accepted.ok ? ok({ ...document, programAudio: accepted.value }) : accepted;
};

export const setTransition = (document: SceneDocument, transition: TransitionChoice): Edited => {
  const accepted = accept(TransitionChoice, transition, 'transition');
  return accepted.ok ? ok({ ...document, transition: accepted.value }) : accepted;
};

const clampSize = (sizeFraction: number): number => Math.max(0.01, Math.min(0.6, sizeFraction));

const reflowLayer = (layer: Layer, from: ProgramFormat, to: ProgramFormat): Layer => {
  const { content } = layer;
  if (content.kind === 'callout') return { ...layer, frame: calloutFrame(to) };
  const frame = reflowFrame(layer.frame, from, to);
  if (content.kind !== 'text') return { ...layer, frame };
  // The type keeps its size relative to its box; its fraction is of a height that has just changed.
  const scale = (frame.width * to.widthPx) / (layer.frame.width * from.widthPx);
  const sizeFraction = clampSize((content.style.sizeFraction * from.heightPx * scale) / to.heightPx);
  return { ...layer, frame, content: { ...content, style: { ...content.style, sizeFraction } } };
};

/**
 * Sets the program's size and rate. When its shape changes, layers are placed anew: full-frame ones stay full, others keep
 * their aspect and corner, and callouts go to the new shape's safe place.
 */
export const setFormat = (document: SceneDocument, format: ProgramFormat): Edited => {
  const accepted = accept(ProgramFormat, format, 'format');
  if (!accepted.ok) return accepted;
  const from = document.format;
  const to = accepted.value;
  if (from.widthPx * to.heightPx === from.heightPx * to.widthPx) return ok({ ...document, format: to });
  const layers: SceneDocument['layers'] = Object.fromEntries(
    Object.values<Layer>(document.layers).map((layer) => [layer.id, reflowLayer(layer, from, to)]),
  );
  return ok({ ...document, format: to, layers });
};
