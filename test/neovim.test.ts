import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocks, page } from './readme.ts';
import { has, Repository } from './repository.ts';

/*
 * The lines for init.lua that docs/editors.md gives, in a real Neovim without a screen: what is found, a quick fix, a rename
 * over two files, and what is fixed on save.
 */

interface Seen {
  readonly what: string;
  /** Line and column as Neovim counts them from 1, in bytes. */
  readonly found: readonly {
    readonly from: string;
    readonly to: string;
    readonly code: string;
    readonly severity: string;
  }[];
  readonly lines: readonly string[];
}

/** What a test may do, and what it writes down when it is done. */
const driver = `
local seen = {}
local function found()
  local list = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(list, {
      from = (one.lnum + 1) .. ':' .. (one.col + 1), to = (one.end_lnum + 1) .. ':' .. (one.end_col + 1),
      code = one.code or one.user_data.lsp.code, severity = vim.diagnostic.severity[one.severity],
    })
  end
  return list
end
local function look(what)
  table.insert(seen, { what = what, found = found(), lines = vim.api.nvim_buf_get_lines(0, 0, -1, true) })
end
local function wait(what, holds)
  local ok = vim.wait(60000, holds, 20)
  look(ok and what or (what .. ': in vain'))
end
local function codes()
  local all = {}
  for _, one in ipairs(found()) do table.insert(all, one.code) end
  return table.concat(all, ' ')
end
local function cursor(words)
  vim.fn.cursor(1, 1)
  vim.fn.search('\\\\V' .. words, 'c')
end
local function choose(title)
  vim.ui.select = function(items, options, chosen)
    for _, item in ipairs(items) do
      if options.format_item(item):find(title, 1, true) then return chosen(item) end
    end
  end
end
`;

const plan = (needs: string) => `# Checkout

## Phase 1: Cart

- [x] **Task 1: Cart totals**
  - _Größe: 🛒 | Effort: 3 hours | Dependencies: None_
- [ ] **Task 2: Discount codes**
  - _Größe: 🛒🛒 | Effort: 2 hours | Dependencies: ${needs}_
`;

describe.skipIf(!has('nvim'))('Neovim, as docs/editors.md configures it', () => {
  let repository: Repository;
  beforeAll(() => {
    const [init = ''] = blocks('Neovim', 'lua', page('editors.md'));
    repository = new Repository().install().write('init.lua', `vim.cmd('filetype on')\n${init}`);
  });
  afterAll(() => repository.remove());

  /** What Neovim shows after each step of a script in Lua. */
  async function edit(script: string): Promise<Seen[]> {
    const end = `vim.fn.writefile({ vim.json.encode(seen) }, 'seen.json')\n`;
    repository.write(
      'drive.lua',
      `${driver}\nlocal ok, why = pcall(function()\n${script}\nend)\nif not ok then look(why) end\n${end}`,
    );
    const args = ['--headless', '-u', 'init.lua', '-i', 'NONE', '-n', '-c', 'luafile drive.lua', '-c', 'qa!'];
    const own = repository.path('.nvim');
    const env = {
      XDG_CONFIG_HOME: own,
      XDG_DATA_HOME: own,
      XDG_STATE_HOME: own,
      XDG_CACHE_HOME: own,
      LC_ALL: 'C.UTF-8',
    };
    const { code, stderr } = await repository.run('nvim', args, { env, timeout: 250_000 });
    expect({ code, errors: stderr.match(/\bE\d+:.*|Error .*/g) }).toEqual({ code: 0, errors: null });
    return JSON.parse(readFileSync(repository.path('seen.json'), 'utf8')) as Seen[];
  }

  it('shows what is found, where it is, while somebody writes, and mends it', async () => {
    repository.write('docs plans/my plan.md', plan('Task 11'));
    const seen = await edit(`
vim.cmd('edit docs\\\\ plans/my\\\\ plan.md')
wait('opened', function() return codes() == 'no-unknown-dependency' end)
cursor('Task 11')
choose('Task')
vim.lsp.buf.code_action()
wait('fixed', function() return codes() == '' end)
local line = vim.api.nvim_buf_get_lines(0, 7, 8, true)
vim.api.nvim_buf_set_lines(0, 7, 8, true, { '  - _Effort: 2 hours | Dependencies: Task 7_' })
wait('written', function() return codes() == 'no-unknown-dependency' end)
vim.api.nvim_buf_set_lines(0, 7, 8, true, line)
wait('undone', function() return codes() == '' end)
`);
    expect(seen.map(({ what }) => what)).toEqual(['opened', 'fixed', 'written', 'undone']);
    // Columns are bytes in Neovim: a cart has four of them, the umlaut and the sharp s have two.
    const column = Buffer.byteLength('  - _Größe: 🛒🛒 | Effort: 2 hours | Dependencies: ') + 1;
    expect(seen[0]?.found).toEqual([
      { from: `8:${column}`, to: `8:${column + 7}`, code: 'no-unknown-dependency', severity: 'ERROR' },
    ]);
    expect(seen[1]?.lines.join('\n')).toContain('| Dependencies: Task 1_');
    expect(seen[3]?.lines).toEqual(seen[1]?.lines);
  });

  it('renames an id over two files', async () => {
    repository
      .write('docs/tasks/README.md', '# Tasks\n\n- [x] **S-1: Rent a room**\n- [ ] **S-2: Paint it** after S-1\n')
      .write('docs/tasks/TASK-002.md', '# TASK-002: Signs\n\n**Status**: Open\n\n**Dependencies**: S-2\n');
    const seen = await edit(`
vim.cmd('edit docs/tasks/TASK-002.md')
cursor('S-2')
local ready = function() return #vim.tbl_keys(vim.lsp.buf_get_clients(0)) > 0 end
wait('opened', ready)
vim.lsp.buf.rename('S-20')
wait('renamed', function() return vim.api.nvim_buf_get_lines(0, 4, 5, true)[1]:find('S-20', 1, true) ~= nil end)
vim.cmd('wall')
`);
    expect(seen.map(({ what }) => what)).toEqual(['opened', 'renamed']);
    const read = (name: string) => readFileSync(repository.path(`docs/tasks/${name}`), 'utf8');
    expect(read('TASK-002.md')).toContain('**Dependencies**: S-20\n');
    expect(read('README.md')).toContain('- [ ] **S-20: Paint it** after S-1\n');
  });

  it('fixes what is safe on save, and leaves alone what is no plan', async () => {
    repository
      .write('plan.md', plan('Task 1').replace('[ ] **', '[ ]**'))
      .write('README.md', '# Shop\n\nDepends on Task 9.\n');
    const seen = await edit(`
vim.cmd('edit plan.md')
wait('opened', function() return codes() == 'no-malformed-checkbox' end)
vim.cmd('write')
wait('saved', function() return codes() == '' end)
vim.cmd('edit README.md')
vim.cmd('write')
look('no plan')
`);
    expect(seen.map(({ what }) => what)).toEqual(['opened', 'saved', 'no plan']);
    expect(readFileSync(repository.path('plan.md'), 'utf8')).toBe(plan('Task 1'));
    expect(seen[2]?.found).toEqual([]);
    expect(readFileSync(repository.path('README.md'), 'utf8')).toBe('# Shop\n\nDepends on Task 9.\n');
  });
});
