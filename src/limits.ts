/** Longest text that is read, in UTF-16 units, and largest file, in bytes: the parser needs about 3 s for a megabyte. */
export const SIZE_LIMIT = 2_000_000;
