/** The template of a plan and how it was found. */
export interface TemplateUse {
  readonly name: string;
  readonly how: 'option' | 'directive' | 'front-matter' | 'config' | 'path' | 'recognised';
  /** For people: "9 of 11 headings". */
  readonly why: string;
  readonly builtIn: boolean;
}
