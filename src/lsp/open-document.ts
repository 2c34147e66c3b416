import { fileURLToPath } from 'node:url';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { Source } from '../text.ts';
import { type Encoding, Positions } from './positions.ts';

/** One version of a text that an editor has open. */
export class OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** With its byte order mark. */
  readonly text: string;
  /** Where the file is; undefined where the text is none. */
  readonly filePath: string | undefined;
  /** How its places are counted. */
  readonly encoding: Encoding;
  #positions: Positions | undefined;

  constructor(
    about: { readonly uri: string; readonly languageId: string; readonly version: number; readonly encoding: Encoding },
    text: string,
  ) {
    this.uri = about.uri;
    this.languageId = about.languageId;
    this.version = about.version;
    this.encoding = about.encoding;
    this.text = text;
    this.filePath = pathOf(about.uri);
  }

  get positions(): Positions {
    return (this.#positions ??= new Positions(new Source(this.text), this.encoding));
  }

  /** Whether it is a text that has no file yet. */
  get isUntitled(): boolean {
    return /^untitled:/i.test(this.uri);
  }

  /** The next version: this one with changes, one after the other. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number): OpenDocument {
    const { uri, languageId, encoding } = this;
    let { text, positions } = this;
    for (const change of changes) {
      if (typeof change.text !== 'string') continue;
      if ('range' in change) {
        const from = positions.rawOffsetAt(change.range.start);
        const to = Math.max(from, positions.rawOffsetAt(change.range.end));
        text = text.slice(0, from) + change.text + text.slice(to);
      } else text = change.text;
      positions = new Positions(new Source(text), encoding);
    }
    return new OpenDocument({ uri, languageId, encoding, version }, text);
  }
}

/** The path of a file that a URI names; undefined for what is no file. */
export function pathOf(uri: string): string | undefined {
  try {
    const url = new URL(uri);
    return url.protocol === 'file:' ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}
