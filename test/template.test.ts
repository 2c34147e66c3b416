import { describe, expect, test } from 'vitest';
import { type Document, readDocument } from '../src/model/document/document.ts';
import { readPlan, type ReadOptions } from '../src/model/read.ts';
import { builtInTemplates, deriveTemplate, type Template } from '../src/model/template/template.ts';
import { chooseTemplate, fitsOf, recognise } from '../src/model/template/template-match.ts';
import { titleShape } from '../src/model/template/title-shape.ts';
import { vocabulary } from '../src/model/language/words.ts';
import { isRefusal, parseMarkdown } from '../src/parse.ts';
import { Source } from '../src/text.ts';

function document(text: string): Document {
  const parsed = parseMarkdown(new Source(text));
  if (isRefusal(parsed)) throw new Error(parsed.message);
  return readDocument(parsed);
}

function builtIn(name: string): Template {
  const template = builtInTemplates.get(name);
  if (!template) throw new Error(name);
  return template;
}

function plan(text: string, options: ReadOptions = {}) {
  const { plan: read } = readPlan(text, options);
  if (!read) throw new Error('refused');
  return read;
}

const by = (template: Template): ReadOptions => ({ template: { template, how: 'option' } });
const missing = (text: string, options: ReadOptions = {}) => plan(text, options).missingSections;

describe('titles', () => {
  test.each([
    ['Phase 1: Setup', 'phase #'],
    ['Task 1.1: Tables', 'task #'],
    ['Step 2: [Step Title]', 'step #'],
    ['Phase 3 Completion Criteria', 'phase # completion criteria'],
    ['T-001: Title', 't-#'],
    ['Requirement 4', 'requirement #'],
    ['User Story 1 - [Title]', 'user story #'],
    ['[Feature Name] Implementation Plan', '* implementation plan'],
    ['{{NAME}}', '*'],
    ['4.1 Backend Changes', undefined],
    ['Overview', undefined],
    ['2. Dependencies', undefined],
  ])('%s has the shape %s', (title, shape) => {
    expect(titleShape(title, vocabulary)).toBe(shape);
  });
});

describe('derivation', () => {
  test.each([...builtInTemplates.keys()])('%s: the quick list of headings is that of the parser', (name) => {
    const { headings, schema } = builtIn(name);
    expect(headings.length).toBe(schema.sections.length);
    expect(headings.map(({ depth }) => depth)).toEqual(schema.sections.map(({ depth }) => depth));
  });

  test('headings in code and comments are none', () => {
    const { headings } = deriveTemplate(
      't',
      '# A\n\n```md\n## B\n```\n\n<!--\n## C\n-->\n\n## D <!-- optional -->\n\n~~~\n```\n## E\n~~~\n\n## F ##\n',
    );
    expect(headings).toEqual([
      { depth: 1, title: 'A' },
      { depth: 2, title: 'D' },
      { depth: 2, title: 'F' },
    ]);
  });

  test('slots, examples, optional and mandatory sections', () => {
    const text = `# [Name]

## Goals *(mandatory)*

## Data <!-- optional -->

## Extras

[If applicable, describe the extras]

## Phase 1: Start

### Work of it

## Notes (optional)
`;
    const { sections } = deriveTemplate('t', text).schema;
    expect(
      sections.map(({ title, slot, inSlot, optional, mandatory, isTitle }) => [
        title,
        slot,
        inSlot,
        optional,
        mandatory,
        isTitle,
      ]),
    ).toEqual([
      ['[Name]', '*', false, false, false, true],
      ['Goals', undefined, false, false, true, false],
      ['Data', undefined, false, true, false, false],
      ['Extras', undefined, false, true, false, false],
      ['Phase 1: Start', 'phase #', false, false, false, false],
      ['Work of it', undefined, true, false, false, false],
      ['Notes', undefined, false, true, false, false],
    ]);
  });

  test('instructions are paragraphs and items in the imperative, in templates of one’s own', () => {
    const text = `# Plan

Describe the goal.

Labels and leads are kept:

- Name the people who decide
- Add indexes
- State management changes:
- [ ] List the settings
- **Describe**: yes

List [the risks] here.

<!-- What has to be done before? -->
<!-- markdownlint-disable -->
`;
    const { schema } = deriveTemplate('t', text);
    expect([...schema.instructions]).toEqual(['Describe the goal.', 'Name the people who decide']);
    expect([...schema.comments]).toEqual(['<!-- What has to be done before? -->']);
    expect(deriveTemplate('t', text, { builtIn: true }).schema.instructions.size).toBe(0);
  });

  test('brackets that belong to the language of the code are kept', () => {
    const text = `\`\`\`ts
const [open, setOpen] = useState([first]);
items[index] = [name];
interface I[ServiceName] {}
\`\`\`

\`\`\`toml
[dependencies]
\`\`\`

\`\`\`yaml
branches: [main]
on: [push, pull_request]
owner: [Team Name]
\`\`\`

\`GET /api/[resource]\`
`;
    expect([...deriveTemplate('t', text).schema.replace.keys()]).toEqual([
      '[ServiceName]',
      '[Team Name]',
      '[resource]',
    ]);
  });

  test('fields of tasks, columns and gates', () => {
    expect(builtIn('breakdown').schema.taskFields.map(({ key }) => key)).toEqual([
      'requirements',
      'estimated time',
      'dependencies',
    ]);
    expect(builtIn('checklist').schema.taskFields.map(({ role }) => role)).toEqual([
      'requirements',
      'estimate',
      'dependencies',
    ]);
    expect(builtIn('program').schema.taskFields.map(({ key }) => key)).toContain('estimate');
    expect(builtIn('architecture').schema.columns[0]?.heads).toEqual([
      'task',
      'priority',
      'estimation',
      'dependencies',
    ]);
    expect(builtIn('architecture').schema.gates).toEqual(['definition of done']);
  });

  test('a text over the limits demands nothing', () => {
    const { schema } = deriveTemplate('t', `${'- '.repeat(500)}a`);
    expect(schema.sections).toEqual([]);
    expect(schema.replace.size).toBe(0);
  });
});

describe('recognition', () => {
  const headings = (...titles: string[]) => document(titles.map((title) => `${title}\n\nText.\n`).join('\n'));

  test('seven tenths of the keys, at least four of them', () => {
    const full = ['# P', '## Phase 1: A', '### Task 1.1: B', '## Summary', '## Risk Mitigation', '## Success Criteria'];
    const { best } = recognise(headings(...full));
    expect([best?.template.name, best?.found, best?.of]).toEqual(['breakdown', 5, 5]);
    // 3.5 of 4.5 is enough, 3 of 4.5 is not.
    expect(recognise(headings(...full.filter((title) => title !== '## Risk Mitigation'))).best?.template.name).toBe(
      'breakdown',
    );
    expect(recognise(headings('# P', '## Phase 1: A', '### Task 1.1: B', '## Risk Mitigation')).best).toBeUndefined();
  });

  test('the next one has to be well behind', () => {
    const ours = deriveTemplate('ours', '# P\n\n## One\n\n## Two\n\n## Three\n\n## Four\n\n## Five');
    const theirs = deriveTemplate('theirs', '# P\n\n## One\n\n## Two\n\n## Three\n\n## Four\n\n## Six');
    const text = headings('# P', '## One', '## Two', '## Three', '## Four', '## Five');
    expect(fitsOf(text, [ours, theirs]).map(({ score }) => score)).toEqual([1, 0.8]);
    expect(recognise(text, [ours, theirs]).best?.template.name).toBe('ours');
    expect(recognise(headings('# P', '## One', '## Two', '## Three', '## Four'), [ours, theirs]).best).toBeUndefined();
  });

  test('what the template has in its front matter the document has to have too', () => {
    const ours = deriveTemplate('ours', '---\nid: 1\nowner: me\n---\n\n## One\n\n## Two\n\n## Three\n\n## Four');
    const body = '\n## One\n\na\n\n## Two\n\nb\n\n## Three\n\nc\n\n## Four\n\nd\n';
    expect(ours.frontMatter).toEqual(['id', 'owner']);
    expect(recognise(document(`---\nid: 7\n---\n${body}`), [ours]).best?.template.name).toBe('ours');
    expect(recognise(document(`---\ntitle: x\n---\n${body}`), [ours]).best).toBeUndefined();
    expect(recognise(document(body), [ours])).toEqual({ best: undefined, runnerUp: undefined });
  });

  test.each([
    ['tasks/001-a.md', '---\nid: "001"\ntitle: A\nstatus: pending\npriority: low\n---\n\n# A\n', 'taskmd'],
    ['tasks/001-a.md', '# A\n\n## Objective\n\nb\n', undefined],
    ['specs/001-a/README.md', '---\nstatus: planned\ncreated: 2026-01-01\ntags: []\n---\n\n# A\n', 'lean-spec'],
    ['specs/001-a/README.md', '# A\n\n## Overview\n\nb\n', undefined],
    ['docs/stories/1.2.story.md', '# Story 1.2: A\n\n## Acceptance Criteria\n\n1. b\n', 'bmad-story'],
    ['docs/stories/1.2.story.md', '# Notes on story 1.2\n\n## Ideas\n\nb\n', undefined],
  ])('%s is read as the template of its place if it looks like it', (path, text, name) => {
    expect(plan(text, { path }).template?.name).toBe(name);
  });

  test('says why', () => {
    const { use, runnerUp } = chooseTemplate(
      headings('# P', '## Phase 1: A', '### Task 1.1: B', '## Summary', '## Risk Mitigation', '## Success Criteria'),
    );
    expect(use).toEqual({ name: 'breakdown', how: 'recognised', why: '5 of 5 headings', builtIn: true });
    expect(runnerUp?.template.name).not.toBe('breakdown');
  });
});

describe('choice', () => {
  const team = deriveTemplate('team', '# P\n\n## Why');
  const text = '---\ntemplate: delivery\n---\n\n<!-- planvet-template checklist -- ours -->\n\n# P\n';
  const how = (source: string, given: Parameters<typeof chooseTemplate>[1]) => {
    const { use } = chooseTemplate(document(source), given);
    return [use?.how, use?.name];
  };

  test('the command line before the document before the configuration', () => {
    expect(how(text, { chosen: { template: team, how: 'option' } })).toEqual(['option', 'team']);
    expect(how(text, { chosen: { template: team, how: 'config' } })).toEqual(['directive', 'checklist']);
    expect(how(text.replace(/<!--.*-->/, ''), { chosen: { template: team, how: 'config' } })).toEqual([
      'front-matter',
      'delivery',
    ]);
    expect(how('# P', { chosen: { template: team, how: 'config' } })).toEqual(['config', 'team']);
    expect(how('# P', {})).toEqual([undefined, undefined]);
  });

  test('a name that nobody knows is passed over', () => {
    expect(how('---\ntemplate: page\n---\n\n# P', { chosen: { template: team, how: 'config' } })).toEqual([
      'config',
      'team',
    ]);
    const { unknown } = chooseTemplate(document('# P\n\n<!-- planvet-template chekclist -->'));
    expect(unknown).toEqual({ value: 'chekclist', span: { start: 27, end: 36 } });
  });

  test('names of one’s own', () => {
    expect(how('<!-- planvet-template team -->', { known: new Map([...builtInTemplates, ['team', team]]) })).toEqual([
      'directive',
      'team',
    ]);
  });
});

describe('what is for later', () => {
  const story = (status: string) => `# Story 1.2: Lend a drill

Status: ${status}

## Acceptance Criteria

1. It is lent

## Tasks / Subtasks

- [${status === 'done' ? 'x' : ' '}] Task 1: Scan it (AC: 1)

## Dev Notes

## Dev Agent Record

### Agent Model Used

{{agent_model_name_version}}

### File List
`;
  const options = { path: 'docs/stories/1.2.story.md' };

  test('may be left as it is until the work is done', () => {
    expect(plan(story('ready-for-dev'), options).placeholders).toEqual([]);
    expect(plan(story('done'), options).placeholders.map(({ text }) => text)).toEqual(['{{agent_model_name_version}}']);
  });

  test('may be empty where the template is', () => {
    const { emptySections } = plan(story('ready-for-dev'), options);
    expect(emptySections.map(({ title }) => title)).toEqual(['Dev Notes']);
    expect(plan(story('ready-for-dev')).emptySections.map(({ title }) => title)).toEqual(['Dev Notes', 'File List']);
  });
});

describe('missing sections', () => {
  const template = deriveTemplate(
    'ours',
    '# [Name]\n\n## Overview\n\n## Risks & Mitigations\n\n## Testing Strategy\n\n### Unit Tests\n\n### Load Tests\n\n## Phase 1: Work\n\n## Rollout Plan\n\n## Appendix <!-- optional -->\n',
  );
  const full = [
    '# Boats',
    '## Overview',
    '## Risks & Mitigations',
    '## Testing Strategy',
    '### Unit Tests',
    '### Load Tests',
    '## Phase 1: Wood',
    '## Rollout Plan',
  ];
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n\nText.\n`).join('\n');
  const without = (...titles: string[]) => text(full.filter((line) => !titles.includes(line)));

  test('none in a plan that has all', () => {
    expect(missing(text(full), by(template))).toEqual([]);
  });

  test.each([
    ['numbers and other writing', '## 3. RISKS AND MITIGATIONS:'],
    ['a keyword before it', '## Phase 4: Risks & Mitigations'],
    ['another depth', '#### Risks & Mitigations'],
    ['another name for it', '## Risk Register'],
    ['a part of a title', '## Risks & Open Questions'],
    ['a remark behind it', '## Risks & Mitigations (updated in May)'],
  ])('%s', (_, title) => {
    expect(missing(`${without('## Risks & Mitigations')}\n${title}\n\nText.\n`, by(template))).toEqual([]);
  });

  test('says where it belongs and what was probably meant', () => {
    const source = without('## Risks & Mitigations').replace('## Rollout Plan', '## Rolout Plan');
    const [risks, rollout, ...others] = missing(source, by(template));
    expect(others).toEqual([]);
    expect([risks?.title, risks?.certainty, risks?.depth, risks?.near, risks?.place?.title]).toEqual([
      'Risks & Mitigations',
      'certain',
      2,
      undefined,
      'Boats',
    ]);
    expect(source.slice(risks?.insertAt)).toMatch(/^## Testing Strategy/);
    expect([rollout?.title, rollout?.near?.title]).toEqual(['Rollout Plan', 'Rolout Plan']);
    const [unit] = missing(without('### Load Tests'), by(template));
    expect([unit?.title, unit?.under, unit?.place?.title]).toEqual([
      'Load Tests',
      'Testing Strategy',
      'Testing Strategy',
    ]);
  });

  test('a missing section is reported without its children', () => {
    expect(
      missing(without('## Testing Strategy', '### Unit Tests', '### Load Tests'), by(template)).map(
        ({ title }) => title,
      ),
    ).toEqual(['Testing Strategy']);
  });

  test('one section of the template does not stand in for another', () => {
    expect(missing(without('### Unit Tests'), by(template)).map(({ title, near }) => [title, near])).toEqual([
      ['Unit Tests', undefined],
    ]);
  });

  test('a recognised template demands its main sections, as likely', () => {
    const source = '# P\n\n## Phase 1: A\n\nx\n\n### Task 1.1: B\n\nx\n\n## Summary\n\nx\n\n## Success Criteria\n\nx\n';
    expect(missing(source).map(({ title, certainty }) => [title, certainty])).toEqual([['Risk Mitigation', 'likely']]);
  });

  test('the configuration demands without a template', () => {
    const sections = [
      { title: 'Overview', aliases: [] },
      { title: 'Risks', aliases: ['Perils'] },
      { title: 'Money', aliases: [] },
    ];
    const [money, ...others] = missing('# P\n\n## Goals\n\nx\n\n## Perils\n\nx\n', { settings: { sections } });
    expect(others).toEqual([]);
    expect([money?.title, money?.certainty]).toEqual(['Money', 'certain']);
  });
});

describe('sentences of the template', () => {
  const template = deriveTemplate(
    'ours',
    '# P\n\n## Why\n\nDescribe the\nreason.\n\n## What\n\n- Name who decides\n\n<!-- What must be done? -->\n',
  );
  const texts = (text: string) => plan(text, by(template)).templateTexts.map(({ text: found, kind }) => [kind, found]);

  test('are found however they are wrapped', () => {
    expect(
      texts('# P\n\n## Why\n\nDescribe the reason.\n\n> Name who\n> decides\n\n<!-- What must\nbe done? -->'),
    ).toEqual([
      ['instruction', 'Describe the reason.'],
      ['instruction', 'Name who\n> decides'],
      ['comment', '<!-- What must\nbe done? -->'],
    ]);
  });

  test('are none once anything has been changed', () => {
    expect(
      texts('# P\n\n## Why\n\nDescribe the reason. We did.\n\n- [ ] Describe the reason\n\n<!-- What must be done -->'),
    ).toEqual([]);
  });
});

describe('blank', () => {
  const replaced = (name: string, text: string, count: number) => {
    let left = count;
    return text.replace(/\[[A-Z][^\]]*\](?!\()/g, (found) => (left-- > 0 ? name : found));
  };
  const source =
    '# [Feature Name]\n\n## Why\n\n[Brief description]\n\n## Who\n\n- [Name One]\n- [Name Two]\n- [Name Three]\n\n**Priority**: High/Medium/Low\n';
  const template = deriveTemplate('ours', source);

  test('at six tenths of the strings', () => {
    expect(plan(source, by(template)).blank).toEqual({ left: 6, of: 6 });
    expect(plan(replaced('x', source, 2), by(template)).blank).toEqual({ left: 4, of: 6 });
    expect(plan(replaced('x', source, 3), by(template)).blank).toBeUndefined();
  });

  test('copies of a slot count no more than the template has', () => {
    expect(plan(`${replaced('x', source, 3)}\n${'- [Name Three]\n'.repeat(9)}`, by(template)).blank).toBeUndefined();
  });

  test('not with fewer than three, and not once work has started', () => {
    const small = deriveTemplate('small', '# [Feature Name]\n\n[Brief description]');
    expect(plan('# [Feature Name]\n\n[Brief description]', by(small)).blank).toBeUndefined();
    expect(plan(`${source}\n## Tasks\n\n- [x] Begin\n- [ ] End\n`, by(template)).blank).toBeUndefined();
  });

  test('a comment counts while nothing stands beside it', () => {
    const hints = '# P\n\n## A\n\n<!-- Why so? -->\n\n## B\n\n<!-- Who is it? -->\n\n## C\n\n<!-- When is it? -->\n';
    expect(plan(hints, by(deriveTemplate('hints', hints))).blank).toEqual({ left: 3, of: 3 });
    expect(plan(hints.replace(/-->/g, '-->\n\nBecause.'), by(deriveTemplate('hints', hints))).blank).toBeUndefined();
  });

  test('without a template: twenty places and no field filled in', () => {
    const form = `# [Name of it]\n\n## Tasks\n\n${'- [Some Work]\n'.repeat(20)}`;
    expect(plan(form).blank).toEqual({ left: 21, of: 21 });
    expect(plan(`${form}\n**Owner**: Ada\n`).blank).toBeUndefined();
    const fewer = form.replace('- [Some Work]\n- [Some Work]\n', '');
    expect(plan(fewer.replace('[Name of it]', 'Bus stops')).blank).toBeUndefined();
    // A title that is still to be written says that nobody has begun.
    expect(plan(fewer).blank).toEqual({ left: 19, of: 19 });
    expect(plan(`# [Name of it]\n\n## Tasks\n\n${'- [Some Work]\n'.repeat(4)}`).blank).toBeUndefined();
    const filled = ['One', 'Two', 'Three'].map((title) => `## ${title}\n\nText of its own.\n`).join('\n');
    expect(plan(`${form}\n${filled}`).blank).toBeUndefined();
  });
});
