/**
 * A path as a URI reference (RFC 3986): one from the root of the repository stays relative to it, an absolute one begins
 * with `file://`.
 */
export function fileUri(path: string): string {
  const encoded = path.split('/').map(encodeSegment).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  if (/^[A-Za-z]:\//.test(path)) return `file:///${path[0]}:${encoded.slice(encoded.indexOf('/'))}`;
  // A first segment with a colon would be read as a scheme.
  return encoded;
}

function encodeSegment(segment: string): string {
  // Names that are no text have lone surrogates, of which there is no UTF-8.
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}
