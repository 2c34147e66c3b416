/** A regular expression of the project by the first place where it stands; `from` is how it is looked at. */
export interface Pattern {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly from: string;
  readonly flags: string;
  readonly digest: string;
}

/** A pattern with what recheck says of it. */
export interface Checked extends Pattern {
  readonly status: 'safe' | 'vulnerable' | 'unknown';
  readonly complexity: string | undefined;
  readonly attack: string | undefined;
  readonly hotspots: readonly string[];
}

export declare const accepted: readonly { readonly file: string; readonly source?: string; readonly reason: string }[];
export declare const linear: URL;
export declare function readPatterns(): Promise<readonly Pattern[]>;
export declare function checkPatterns(patterns: readonly Pattern[]): Promise<readonly Checked[]>;
export declare function checkPattern(pattern: Pattern): Promise<Checked>;
export declare function reasonFor(pattern: Pattern): string | undefined;
