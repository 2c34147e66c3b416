/** A Markdown file as text: the bundler and the tests both load it so, hence the core needs no file system. */
declare module '*.md?raw' {
  const text: string;
  export default text;
}

/** Styles and scripts of pages as text, likewise. */
declare module '*.css?raw' {
  const text: string;
  export default text;
}

declare module '*.js?raw' {
  const text: string;
  export default text;
}

/** The same without a query, for imports by pattern: `import(`../../rules/${id}.md`)`. */
declare module '*.md' {
  const text: string;
  export default text;
}
