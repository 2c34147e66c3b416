import type { Tool } from '../engine/files/surroundings.ts';
import { program } from './program.ts';

/** What is to be put into a file so that a tool runs planvet. */
export interface Snippet {
  readonly title: string;
  /** The file that it goes into, and what is to be said of that. */
  readonly into: string;
  readonly text: string;
}

const VERSION = `v${program.version}`;

/** Snippets by the tool that they are for; the README and docs/continuous-integration.md have the same. */
export const snippets: Readonly<Partial<Record<Tool, Snippet>>> = {
  'pre-commit': {
    title: 'pre-commit',
    into: 'under `repos` in .pre-commit-config.yaml',
    text: `  - repo: ${program.url}
    rev: ${VERSION}
    hooks:
      - id: planvet
`,
  },
  lefthook: {
    title: 'lefthook',
    into: 'lefthook.yml',
    text: `pre-commit:
  commands:
    planvet:
      glob: '*.{md,markdown,mdc}'
      run: npx planvet --staged --force-exclude {staged_files}
`,
  },
  'lint-staged': {
    title: 'lint-staged',
    into: 'package.json',
    text: `"lint-staged": {
  "*.{md,markdown,mdc}": "planvet --staged --force-exclude"
}
`,
  },
  husky: { title: 'husky', into: '.husky/pre-commit', text: 'npx planvet --staged\n' },
  git: {
    title: 'git',
    into: '.git/hooks/pre-commit, made executable',
    text: '#!/bin/sh\nexec npx planvet --staged\n',
  },
  github: {
    title: 'GitHub Actions',
    into: '.github/workflows/plans.yml',
    text: `name: Plans
on: pull_request
permissions:
  contents: read
jobs:
  planvet:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: planvet/planvet@${VERSION}
`,
  },
  gitlab: {
    title: 'GitLab',
    into: '.gitlab-ci.yml',
    text: `planvet:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0
  script:
    - npm ci
    - npx planvet --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --format pretty --format gitlab:gl-code-quality.json --format junit:planvet.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality.json
      junit: planvet.xml
`,
  },
};

/** What is to be said to people whose editor is found. */
export const editors: Readonly<Partial<Record<Tool, string>>> = {
  vscode: 'VS Code: any client of language servers can run `npx planvet lsp`',
  neovim: 'Neovim: the README has what goes into init.lua; `npx planvet lsp` is a language server',
  'other-editor': 'editor: `npx planvet lsp` is a language server',
};
