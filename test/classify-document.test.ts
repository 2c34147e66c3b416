import { describe, expect, test } from 'vitest';
import { otherKind } from '../src/model/classify-document.ts';
import { readPlan } from '../src/model/read.ts';

function kindOf(text: string, path = 'docs/plan.md') {
  const { plan } = readPlan(text, { path });
  if (!plan) throw new Error('refused');
  return otherKind(plan);
}

const work = '# Cart\n\n- [ ] T1 Fill it\n- [ ] T2 Empty it\n';
const headed = (...lines: string[]) => `---\n${lines.join('\n')}\n---\n\n${work}`;

describe('instructions for an agent', () => {
  test.each([
    ['a command', headed('description: Plan', 'argument-hint: "[feature]"')],
    ['a command with tools', headed('allowed-tools: Read, Bash(git:*)')],
    ['a command that hands over', headed('description: Plan', 'handoffs:', '  - label: Build')],
    ['an agent', headed('name: planner', 'description: Plans', 'tools: Read', 'model: opus')],
    ['a subagent', headed('description: Plans', 'mode: subagent')],
    ['a skill', headed('name: planning', 'description: Plans', 'license: MIT')],
    ['a rule', headed('description: Plans', 'globs: "*.ts"', 'alwaysApply: false')],
    ['arguments by themselves', `${work}\n$ARGUMENTS\n`],
    ['arguments in a fence', `${work}\n\`\`\`text\n$ARGUMENTS\n\`\`\`\n`],
    ['blocks', `<role>\nPlanner.\n</role>\n\n<process>\n\n${work}\n</process>\n`],
  ])('are known by %s', (_, text) => {
    expect(kindOf(text)).toBe('instructions');
  });

  test.each([
    ['a description', headed('description: Plan')],
    ['arguments', `${work}\nPlan for: $ARGUMENTS\n`],
    ['one block', `<process>\n\n${work}\n</process>\n`],
    ['an include', `${work}\n{{workflows/planning}}\n`],
    ['whom they speak to', `# Planning\n\nYou are a **planner**.\n\n${work}`],
  ])('are known by %s only where such things lie', (_, text) => {
    expect(kindOf(text)).toBeUndefined();
    expect(kindOf(text, 'lib/codex-prompts/shop/plan.md')).toBe('instructions');
    expect(kindOf(text, 'commands/plan.md')).toBe('instructions');
  });
});

test.each([
  ['handlebars', `{{#if tasks}}\n${work}\n{{/if}}\n`],
  ['capitals', `{{UNLESS short}}\n${work}\n{{ENDUNLESS short}}\n`],
  ['Jinja', `{% for task in tasks %}\n${work}\n{% endfor %}\n`],
])('control tags of %s make a template', (_, text) => {
  expect(kindOf(text)).toBe('template');
});

test.each([
  ['a plan', work],
  ['the front matter of a plan', headed('name: Cart', 'description: A cart', 'status: open')],
  ['a plan for tools', headed('description: A cart', 'model: opus', 'todos: []')],
  ['work that has begun', headed('name: Cart', 'description: A cart').replace('[ ] T1', '[x] T1')],
  [
    'work with a status',
    `${headed('description: A cart', 'model: opus')}\n**Status**: Blocked\n`.replace(
      '# Cart\n',
      '# Cart\n\n**Status**: Blocked\n',
    ),
  ],
  ['a page', headed('title: Cart', 'description: A cart')],
  ['a plan in blocks', `---\nphase: 2\nplan: 1\n---\n\n<process>\n</process>\n\n<role>\n</role>\n\n${work}`],
  ['the blocks of plans', `<objective>\nA cart.\n</objective>\n\n<tasks>\n\n${work}\n</tasks>\n`],
  ['a mention', `${work}\nCommands read \`$ARGUMENTS\`, and \`{{#if x}}\` ends with \`{{/if}}\`.\n`],
  ['samples', `${work}\n\`\`\`\n<role>\n</role>\n<process>\n</process>\n{% if x %}\n{% endif %}\n\`\`\`\n`],
  ['a hint', `{% hint %}\nMind the cart.\n{% endhint %}\n\n${work}`],
])('%s is no other kind', (_, text) => {
  expect(kindOf(text)).toBeUndefined();
  expect(kindOf(text, 'docs/agents/plan.md')).toBeUndefined();
});

test('a plan that names its template is none', () => {
  expect(kindOf(`<!-- planvet-template breakdown -->\n\n${work}\n$ARGUMENTS\n`)).toBeUndefined();
});
