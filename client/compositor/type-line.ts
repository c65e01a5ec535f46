export type FontFacts = { readonly sizePx: number; readonly weight: number };
/** Width in pixels of a text in a font. */
export type MeasureText = (text: string, font: FontFacts) => number;

/** A line of type: `x` is its left edge and `y` its baseline, in pixels. */
export type TextLine = FontFacts & { readonly text: string; readonly x: number; readonly y: number };
