/** Keys of maps and indices of lists, from the top. */
export type Way = readonly (string | number)[];

/** Says where a part of a file stands, `planvet.config.json:7:5`: its key or its value. It ends the sentence "... in ...". */
export type PlaceOf = (way: Way, part: 'key' | 'value') => string;

/** A value, and where somebody set it. */
export interface Given<T> {
  readonly value: T;
  readonly place: string;
}
