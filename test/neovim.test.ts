import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { block } from './readme.ts';
import { has, Repository } from './repository.ts';

/*
 * The lines for init.lua that the README gives, in a real Neovim without a screen.
 */

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly type: string;
  readonly text: string;
}

interface Seen {
  readonly title: string;
  readonly places: readonly Place[];
  readonly diagnostics: readonly { readonly line: number; readonly column: number; readonly severity: string }[];
}

/** What a test may do, and what it writes down when it is done. */
const driver = `
local seen = {}
local function look()
  local places = {}
  for _, item in ipairs(vim.fn.getqflist()) do
    table.insert(places, {
      file = vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':.'),
      line = item.lnum, column = item.col, type = item.type, text = item.text,
    })
  end
  local diagnostics = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    table.insert(diagnostics, {
      line = found.lnum + 1, column = found.col + 1, severity = vim.diagnostic.severity[found.severity],
    })
  end
  table.insert(seen, { title = vim.fn.getqflist({ title = 0 }).title, places = places, diagnostics = diagnostics })
end
local function save(path, text)
  vim.fn.mkdir(vim.fn.fnamemodify(path, ':h'), 'p')
  vim.cmd('edit ' .. vim.fn.fnameescape(path))
  vim.api.nvim_buf_set_lines(0, 0, -1, true, vim.split(text, '\\n'))
  vim.cmd('write')
  look()
end
`;

const plan = (needs: string) => `# Checkout

## Phase 1: Cart

- [x] **Task 1: Cart totals**
  - _Größe: 🛒 | Effort: 3 hours | Dependencies: None_
- [ ] **Task 2: Discount codes**
  - _Größe: 🛒🛒 | Effort: 2 hours | Dependencies: ${needs}_
`;

describe.skipIf(!has('nvim'))('the Neovim example of the README', () => {
  let repository: Repository;
  beforeAll(() => {
    repository = new Repository().install().write('init.lua', block('In Neovim', 'lua'));
  });
  afterAll(() => repository.remove());

  /** What Neovim shows after each step of a script in Lua. */
  async function edit(script: string): Promise<Seen[]> {
    repository.write('drive.lua', `${driver}${script}\nvim.fn.writefile({ vim.json.encode(seen) }, 'seen.json')\n`);
    const args = ['--headless', '-u', 'init.lua', '-i', 'NONE', '-n', '-c', 'luafile drive.lua', '-c', 'qa!'];
    const own = repository.path('.nvim');
    const env = {
      XDG_CONFIG_HOME: own,
      XDG_DATA_HOME: own,
      XDG_STATE_HOME: own,
      XDG_CACHE_HOME: own,
      LC_ALL: 'C.UTF-8',
    };
    const { code, stderr } = await repository.run('nvim', args, { env });
    expect({ code, errors: stderr.match(/\bE\d+:.*|Error .*/g) }).toEqual({ code: 0, errors: null });
    return JSON.parse(readFileSync(repository.path('seen.json'), 'utf8')) as Seen[];
  }

  it('lists what is wrong on save, and clears it when it is right', async () => {
    const [wrong, right] = await edit(`
save('docs plans/my plan.md', ${JSON.stringify(plan('Task 9'))})
save('docs plans/my plan.md', ${JSON.stringify(plan('Task 1'))})
`);
    // Columns are bytes in Neovim: a cart has four of them, the umlaut and the sharp s have two.
    const column = Buffer.byteLength('  - _Größe: 🛒🛒 | Effort: 2 hours | Dependencies: ') + 1;
    expect(wrong).toEqual({
      title: 'planvet',
      places: [
        {
          file: 'docs plans/my plan.md',
          line: 8,
          column,
          type: 'E',
          text: expect.stringMatching(/^`Task 9` is not in this plan.* \[no-unknown-dependency\]$/) as string,
        },
      ],
      diagnostics: [{ line: 8, column, severity: 'ERROR' }],
    });
    expect(right).toEqual({ title: 'planvet', places: [], diagnostics: [] });
  });

  it('tells warnings from errors', async () => {
    const text = `${plan('Task 1')}\n**Total Estimated Time**: 8 hours\n`;
    const [seen] = await edit(`save('plan.md', ${JSON.stringify(text)})`);
    expect(seen?.places).toMatchObject([{ line: 10, column: 27, type: 'W' }]);
    expect(seen?.diagnostics).toEqual([{ line: 10, column: 27, severity: 'WARN' }]);
  });

  it('leaves alone what is no plan, and the lists of other tools', async () => {
    const seen = await edit(`
vim.fn.setqflist({}, ' ', { title = 'grep', items = { { text = 'found' } } })
save('README.md', '# Shop\\n\\nDepends on Task 9.\\n')
save('plan.md', ${JSON.stringify(plan('Task 9'))})
vim.cmd('colder')
look()
`);
    expect(seen.map(({ title, places }) => [title, places.length])).toEqual([
      ['grep', 1],
      ['planvet', 1],
      ['grep', 1],
    ]);
  });
});
