import { describe, expect, test } from 'vitest';
import type { Plan } from '../src/model/plan/plan.ts';
import { readPlan } from '../src/model/read.ts';
import { deriveTemplate } from '../src/model/template/template.ts';

function plan(text: string, template?: string): Plan {
  const chosen =
    template === undefined ? {} : { template: { template: deriveTemplate('ours', template), how: 'option' as const } };
  const { plan: read } = readPlan(text, chosen);
  if (!read) throw new Error('refused');
  return read;
}

/** Placeholders as `certain [Name]`; those in code and those of the template say so. */
function placeholders(text: string, template?: string): string[] {
  return plan(text, template).placeholders.map(({ certainty, text: found, inCode, fromTemplate }) =>
    [certainty, found, ...(inCode ? ['in code'] : []), ...(fromTemplate ? ['of the template'] : [])].join(' '),
  );
}

describe('without a template', () => {
  test.each([
    ['links and images', 'See [the Guide](x.md), ![Logo](l.png) and [Feature Name][ref].\n\n[ref]: https://x.org'],
    ['references and notes', 'See [Design Notes] and this[^1].\n\n[Design Notes]: https://x.org\n[^1]: Text'],
    ['boxes', '- [x] A\n- [ ] B\n- [~] C\n- [X] days of rain\n\nDone [x], open [ ].'],
    ['ids', 'Covers [1.1, 1.2], [FR-001], [T003–T006], [US1 P1], [Q3], [v1.2.0] and [2025-06].'],
    ['references to tasks', 'Waits for [Task 1] and [Phases 2, 3].'],
    ['tags', '- [ ] T001 [P] [US1] A\n- [ ] [WIP] B\n- [ ] C [DONE]\n- [ ] D [DEFERRED-P3]\n- [ ] E [Edge Case, Gap]'],
    [
      'topics before and behind a task',
      '- [ ] [Backend] Store it\n- [ ] Show it [Frontend]\n- [ ] [Tech Debt] Tidy up',
    ],
    ['topics in a column for them', '| Tag | Task |\n|--|--|\n| [Backend] | Store it |'],
    ['names in a list of names', '**Depends on**: [Setup, Core Tables]\n\n**Tags**: [Storage]'],
    ['legends', '- **[Story]**: Which story the task belongs to\n- [US#] maps to stories'],
    ['remarks', '[moved to phase 3] [See chapter 2] [Source: a.md] [updated 2025-01-02] [Smith 2020]'],
    ['callouts and wiki links', '> [!NOTE]\n> Hear, hear.\n\n[[Some Page]]'],
    ['routes', 'GET /[userId], /[...slug], /api/[Resource]/items'],
    ['code-like text', "psycopg[binary], result['T'], int[], [data-x], [object Object], const [Open, setOpen]"],
    ['quoted text', 'Says "Hello [First Name]", “Dear [Name]” and \'No tasks in [Status]\'.'],
    ['buttons', 'Click [Save Changes], then press [Enter]; the [Cancel] button stays. Add the [Authorize] attribute.'],
    ['references without an address', 'See [Design Notes], as described in the [Deploy Guide].'],
    ['code', 'Use `[Feature Name]`.\n\n```mermaid\ngraph LR\n  A[Set Up] --> B[Read {{x}}]\n```'],
    ['comments', '<!-- [Feature Name] TBD -->'],
    ['a state', '| Phase | Completed |\n|--|--|\n| Beta | TODO |'],
    ['the days of a draft', '**Status**: Draft\n\n| Phase | End |\n|--|--|\n| Beta | TBD |'],
    ['HTML', 'Press <kbd>S</kbd>.<br>Write to <a@b.org>; List<Order, Item>; <details>; <Suspense fallback>; <x-y>'],
    ['XML', '<Some Block>\n\ntext\n\n</Some Block>'],
    [
      'file names and formats',
      'Daily/YYYY-MM-DD.md costs $XX.XX.\n\n| Column | Format |\n|--|--|\n| born | YYYY-MM-DD |',
    ],
    ['names with underscores', '__init__.py and snake___case and `____`'],
    ['expressions', 'Runs on ${{ github.ref }}.'],
    [
      'TODO as a state or a name',
      '**Status**: TODO\n\nTODO.md is gone; no TODO is left.\n\n| Task | State |\n|--|--|\n| A | TODO |',
    ],
    ['what is undefined', '**値**: 未定義\n\nThe term "to be defined" and TBD markers are explained.'],
    ['a number that is explained', '- Risk 1\n\n**Risk 1**: The vendor fails'],
    ['a template inside the plan', '## Template for new entries\n\n- **Name**: [Feature Name]\n- {{greeting}}'],
    ['the alternative that was not taken', 'Choose one:\n\n- [x] Redis\n- [ ] Another: [Name of it]'],
  ])('%s are none', (_, text) => {
    expect(placeholders(text)).toEqual([]);
  });

  test.each([
    ['# Plan: [FEATURE]', 'certain [FEATURE]'],
    ['# [Feature Name] Implementation Plan', 'certain [Feature Name]'],
    ['## TASK-004: [Feature A] Implementation', 'certain [Feature A]'],
    ['- [Add prerequisites here]', 'certain [Add prerequisites here]'],
    ['- [ ] [Task 1]', 'certain [Task 1]'],
    ['**Owner**: [Name]', 'certain [Name]'],
    ['__[Component 2]__: downloads', 'certain [Component 2]'],
    ['_Effort: 2 hours | Owner: [Somebody new]_', 'certain [Somebody new]'],
    ['**Dependencies**: [Other tasks]', 'certain [Other tasks]'],
    ['- Emergency: [Phone]', 'certain [Phone]'],
    ['| Owner | A |\n|--|--|\n| [Assign] | b |', 'certain [Assign]'],
    ['Ship the [Payment Provider] adapter', 'certain [Payment Provider]'],
    ['Ask [TEAM_LEAD] first', 'certain [TEAM_LEAD]'],
    ['The [Describe the very first\nthing] we do', 'certain [Describe the very first thing]'],
    ['> The [Describe the very first\n> thing] we do', 'certain [Describe the very first thing]'],
    ['**Progress**: [X%] done', 'certain [X%]'],
    ['Hello {{user_name}}', 'certain {{user_name}}'],
    ['Ask <Your name> about it', 'certain <Your name>'],
    ['# <Feature Name>', 'certain <Feature Name>'],
    ['**Room**: ____', 'certain ____'],
    ['**Owner**: TBD', 'certain TBD'],
    ['**Owner**: [To be assigned]', 'certain [To be assigned]'],
    ['**开始日期**: 待定', 'certain 待定'],
    ['| Phase | When |\n|--|--|\n| 1 | **TBD** |', 'certain TBD'],
    ['| Milestone | Date |\n|--|--|\n| Beta | TBD |', 'likely TBD'],
    ['## Timeline\n\n| What | Date |\n|--|--|\n| Beta | TBD |', 'likely TBD'],
    ['| Approver | Date |\n|--|--|\n| Ada | TBD |', 'certain TBD'],
    ['| Phase | Start |\n|--|--|\n| Beta | [TODO] |', 'likely TODO'],
    ['**Ends**: YYYY-MM-DD', 'certain YYYY-MM-DD'],
    ['---\nowner: TBD\n---\n\n# Plan', 'certain TBD'],
    ['Greet {{name}} in mails: `{{name}}`', 'likely {{name}}'],
    ['Deploy to [Environment] first', 'likely [Environment]'],
    ['Print labels for [list of vaults]', 'likely [list of vaults]'],
    ['**Estimate**: TBD (after the spike)', 'likely TBD'],
    ['- the venue (TBD): review', 'likely TBD'],
    ['- [ ] Question 1', 'likely Question 1'],
    ['**Owner**: TODO', 'likely TODO'],
    ['- [ ] [標準 1]', 'likely [標準 1]'],
  ])('%s', (text, expected) => {
    expect(placeholders(text)).toEqual([expected]);
  });

  test('what Markdown takes for a definition is seen', () => {
    expect(placeholders('- [Metric]: [Value]\n- [Metric]: 95%\n- [Owner]: TBD')).toEqual([
      'certain [Metric]',
      'certain [Value]',
      'certain [Metric]',
      'certain TBD',
    ]);
  });

  test('none reaches over a blank line, an item or a cell', () => {
    expect(
      placeholders('[Feature\n\nName]\n\n- [Feature\n- Name]\n\n| [A | B] |\n|--|--|\n| [Feature | Name] |'),
    ).toEqual([]);
  });
});

describe('with a template', () => {
  const effort =
    '# Plan\n\n**Effort:** [X] days\n\n- [X] days of rest\n- Rate > [X]% in May\n- Ship v[version]\n\n| Days |\n|--|\n| [X] d |\n| [X] |';

  test('an amount counts in its own place, and a tick stays a tick', () => {
    expect(placeholders(effort, effort)).toEqual([
      'certain [X] of the template',
      'certain [X] of the template',
      'certain [version] of the template',
      'certain [X] of the template',
    ]);
    const text =
      '**Effort:** [X] weeks\n\n- [X] days of rest\n- Sent [X] letters\n\n# [X] Done\n\n| Days |\n|--|\n| [X] |\n';
    expect(placeholders(text, effort)).toEqual(['certain [X] of the template']);
  });

  test('lower case strings of the template are certain, but not as a route or in quotes', () => {
    const template = 'For [feature], see [name].\n\nServe GET /api/[endpoint]';
    expect(placeholders('Owner is [name], [feature] waits', template)).toEqual([
      'certain [name] of the template',
      'certain [feature] of the template',
    ]);
    expect(placeholders('Serve GET /users/[endpoint] and say "Hi [name]"', template)).toEqual([]);
    expect(placeholders('Serve GET /api/[endpoint]', template)).toEqual(['certain [endpoint] of the template']);
  });

  test('one word of the template before a text is a tag', () => {
    const template = '| Risk |\n|--|\n| [Risk] |';
    expect(placeholders('- [Risk] The vendor may fail', template)).toEqual([]);
    expect(placeholders('| Risk |\n|--|\n| [Risk] |', template)).toEqual(['certain [Risk] of the template']);
  });

  test('in code a string needs a space, its capital in the same place, or the whole line', () => {
    const template = '```sql\nSELECT [column] FROM [table];\ninterface I[Service] {}\n```\n\n`[Feature Name]`';
    expect(
      placeholders(
        '```sql\nSELECT [column] FROM [table];\nSELECT [column] FROM x;\nlist = [Service]\ninterface I[Service] {} // new\n```',
        template,
      ),
    ).toEqual([
      'certain [column] in code of the template',
      'certain [table] in code of the template',
      'certain [Service] in code of the template',
    ]);
    expect(placeholders('`x [Feature Name]`', template)).toEqual(['certain [Feature Name] in code of the template']);
    expect(placeholders('`x [Feature Name]`')).toEqual([]);
  });

  test('words without brackets count where the template has them', () => {
    const template = '# FEATURE_NAME\n\n- [ ] TXXX do it.';
    expect(placeholders('# FEATURE_NAME\n\n- [ ] TXXX do it.', template)).toEqual([
      'certain FEATURE_NAME of the template',
      'certain TXXX of the template',
    ]);
    expect(placeholders('# FEATURE_NAME and API_KEY')).toEqual([]);
  });

  test('tags and id lists of the template are kept', () => {
    const template =
      '**Format**: [ID] [P?] [Story] Description\n\n- [ ] T001 [P] [US1] A\n- _Requirements: [1.1, 1.2]_';
    expect(placeholders(template, template)).toEqual([]);
  });

  test('what the template marks as kept is no placeholder of it', () => {
    const template =
      '<!-- keep -->\n\nSee [list]\n\n- a [target] <!-- keep -->\n- a [number]\n\n## Legend <!-- keep -->\n\n[name] is the name';
    expect(
      placeholders('[name] [list] [target] [number]', template).filter((found) => found.endsWith('of the template')),
    ).toEqual(['certain [number] of the template']);
  });
});

describe('menus', () => {
  const menus = (text: string, template?: string) =>
    plan(text, template).menus.map((menu) => [menu.text, menu.of, menu.choices.map(({ value }) => value)]);

  test.each([
    ['**Priority**: High/Medium/Low', 'High/Medium/Low', 'Priority', ['High', 'Medium', 'Low']],
    ['**Priority**: [High/Medium/Low]', '[High/Medium/Low]', 'Priority', ['High', 'Medium', 'Low']],
    ['| Risk | Impact |\n|--|--|\n| DB | H/M/L |', 'H/M/L', 'Impact', ['H', 'M', 'L']],
    [
      '**Status**: Draft | In Progress | Done',
      'Draft | In Progress | Done',
      'Status',
      ['Draft', 'In Progress', 'Done'],
    ],
    [
      '**Status**: ⬜ Open / 🔄 In Progress / ✅ Done',
      '⬜ Open / 🔄 In Progress / ✅ Done',
      'Status',
      ['Open', 'In Progress', 'Done'],
    ],
    ['**Status**: [ ] Open | [ ] Done', '[ ] Open | [ ] Done', 'Status', ['Open', 'Done']],
    ['| A | Status |\n|--|--|\n| b | Open \\| Done |', 'Open \\| Done', 'Status', ['Open', 'Done']],
    [
      '**Phase**: Phase 1 | Phase 2 | Phase 3',
      'Phase 1 | Phase 2 | Phase 3',
      'Phase',
      ['Phase 1', 'Phase 2', 'Phase 3'],
    ],
    ['**Risk Level**: Low / Medium / High', 'Low / Medium / High', 'Risk Level', ['Low', 'Medium', 'High']],
    ['**Approved**: Yes/No', 'Yes/No', 'Approved', ['Yes', 'No']],
  ])('%s', (text, menu, of, choices) => {
    expect(menus(text)).toEqual([[menu, of, choices]]);
  });

  test.each([
    '**Risk**: Medium/High',
    '**Tools**: Playwright/Cypress',
    '**Stack**: React | Node | Go',
    '**Effort**: 5 days/weeks',
    '**Status**: [ ] Open | [x] Done',
    '**Legend**: Open | In Progress | Done',
    '**Allowed values**: High/Medium/Low',
    '**Priorities**: High/Medium/Low',
    '**Phases**: Phase 1 | Phase 2 | Phase 3',
    '**Applies to**: Phase 1 | Phase 2 | Phase 3',
    '## Status Legend\n\n**Status**: Open | In Progress | Done',
    '## Task Format\n\n- **Priority**: High/Medium/Low',
    'Impact is one of H/M/L, a status one of open, begun, done.',
    '| Impact (H/M/L) |\n|--|\n| H |',
    '| Field | Kind |\n|--|--|\n| Checkbox | Yes/No |',
    '```text\nPriority: High/Medium/Low\n```',
  ])('%s is none', (text) => {
    expect(menus(text)).toEqual([]);
  });

  test('others count where the template has them', () => {
    const text = '**Kind**: Bug | Feature | Chore';
    expect(menus(text)).toEqual([]);
    expect(menus(text, text)).toEqual([['Bug | Feature | Chore', 'Kind', ['Bug', 'Feature', 'Chore']]]);
  });
});

describe('mojibake', () => {
  const mojibake = (text: string) => plan(text).mojibake.map(({ text: found, meant }) => `${found} ${meant}`);

  test.each([
    ['Coverage â‰¥80%', 'â‰¥ ≥'],
    ['itâ€™s', 'â€™ ’'],
    ['cafÃ© au lait', 'Ã© é'],
    ['franÃ§ais', 'Ã§ ç'],
    ['20 Â°C', 'Â° °'],
    ['Ship it ðŸš€', 'ðŸš€ 🚀'],
    ['ÃƒÂ©tage', 'ÃƒÂ© é'],
    ['Ð¿Ñ€Ð¸', 'Ð¿Ñ€Ð¸ при'],
    ['```text\nâ”œâ”€ a\n```', 'â”œâ”€ ├─'],
  ])('%s', (text, expected) => {
    expect(mojibake(text)).toEqual([expected]);
  });

  test.each([
    'Ação, coração, IRMÃ, SÃO PAULO, À la carte, Âge d’or, château, façade, Łódź, Ñandú, über',
    '“AMANHÔ, «IRMû, o fim da MANHÃ…',
    'The export shows "â€™" instead of an apostrophe, in code `â‰¥`.',
    '≥ 5 °C — naïve, 1 ½, ™, дверь, 門, 🚀',
  ])('%s is none', (text) => {
    expect(mojibake(text)).toEqual([]);
  });
});

describe('NEEDS CLARIFICATION', () => {
  const questions = (text: string) => plan(text).questions.map(({ text: found }) => found);

  test.each([
    ['- FR-006: sign in by [NEEDS CLARIFICATION: which provider?]', '[NEEDS CLARIFICATION: which provider?]'],
    ['**Storage**: NEEDS CLARIFICATION', 'NEEDS CLARIFICATION'],
    ['| A | B |\n|--|--|\n| x | [NEEDS CLARIFICATION] |', '[NEEDS CLARIFICATION]'],
  ])('%s', (text, expected) => {
    expect(questions(text)).toEqual([expected]);
    expect(placeholders(text)).toEqual([]);
  });

  test.each([
    '- [x] No [NEEDS CLARIFICATION] markers remain',
    'All items marked NEEDS CLARIFICATION are resolved.',
    'Write `[NEEDS CLARIFICATION: question]` there, as in [NEEDS CLARIFICATION: ...].',
    '## Open Questions / [NEEDS CLARIFICATION]',
    '**Language**: [e.g., Python or NEEDS CLARIFICATION]',
  ])('%s asks nothing', (text) => {
    expect(questions(text)).toEqual([]);
  });
});
