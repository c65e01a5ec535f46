/** UTF-16 code units, as shops count: theirs have no longer titles. */
export const MAX_LINE_CHARS = 255;

/** No description of a shop is longer, and a cell that is one is most often a quotation mark that was forgotten. */
export const MAX_CELL_CHARS = 65_536;
