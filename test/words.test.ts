import { describe, expect, test } from 'vitest';
import { lintText, readPlan, type Plan } from '../src/index.ts';
import { meanings, vocabularyWith } from '../src/model/language/own-words.ts';
import type { OwnWords } from '../src/model/plan/settings.ts';
import { builtInWords, vocabulary } from '../src/model/language/words.ts';

/*
 * Words that a team adds to those that planvet knows: a plan in a language that it does not know reads like one that it does.
 */

const swedish: OwnWords = {
  done: ['Klart'],
  'in-progress': ['pågår'],
  draft: ['utkast'],
  task: ['uppgift'],
  phase: ['fas'],
  dependencies: ['beror på'],
  none: ['inga'],
  gate: ['klar när'],
  estimate: ['tidsåtgång'],
  risks: ['faror'],
};

const plan = `# Nya hyllor

**Status**: utkast

## Fas 1: Trä

### Uppgift 1: Köp brädor

**Status**: Klart
**Tidsåtgång**: 2 h
**Beror på**: inga

### Uppgift 2: Såga

**Status**: pågår
**Beror på**: Uppgift 1

### Klar när

- [ ] Brädorna är raka

## Faror

Regn.
`;

function read(words?: OwnWords): Plan {
  const reading = readPlan(plan, words ? { settings: { words } } : {});
  if (!reading.plan) throw new Error('was not read');
  return reading.plan;
}

describe('words of a team', () => {
  test('a plan in an unknown language reads like one in a known one', () => {
    const { tasks, phases, graph, gates, lifecycle, sections } = read(swedish);
    expect(tasks.map(({ id, state, effort }) => [id, state, effort?.least])).toEqual([
      ['1', 'done', 2],
      ['2', 'in-progress', undefined],
    ]);
    expect(phases.map(({ name }) => name)).toEqual(['Fas 1']);
    expect(graph.edges.map(({ from, to }) => `${from.id} needs ${to.id}`)).toEqual(['2 needs 1']);
    expect(gates.map(({ title, scope }) => [title.value, scope.kind])).toEqual([['Klar när', 'phase']]);
    expect(lifecycle).toBe('active');
    expect(sections.find(({ title }) => title === 'Faror')?.role).toBe('risks');
  });

  test('without them it does not', () => {
    const { tasks, gates, sections } = read();
    expect(tasks.filter(({ state }) => state === 'done' || state === 'in-progress')).toEqual([]);
    expect(gates).toEqual([]);
    expect(sections.find(({ title }) => title === 'Faror')?.role).toBeUndefined();
  });

  test('they are a setting of the library', () => {
    const begun = plan.replace('**Status**: Klart', '**Status**: ej börjad');
    const said = (words: OwnWords) => lintText(begun, { read: { words } }).findings.map(({ ruleId }) => ruleId);
    expect(said({ ...swedish, open: ['ej börjad'] })).toEqual(['no-premature-task']);
    expect(said(swedish)).toEqual([]);
  });

  test('so are ids of their own, and ids of others', () => {
    const text = '# P\n\n- [ ] WORK/1 A\n- [ ] WORK/2 B (needs WORK/1)\n- [ ] WORK/3 C (needs WORK/9)\n';
    const ownId = (at: string) => /^WORK\/\d+/.exec(at)?.[0].length ?? 0;
    const said = (external: string[]) => lintText(text, { read: { ownId, external } }).findings.map((f) => f.ruleId);
    expect(said([])).toEqual(['no-unknown-dependency']);
    expect(said(['work/9'])).toEqual([]);
    expect(lintText(text).findings).toEqual([]);
  });

  test('they win over those that planvet knows', () => {
    expect(vocabulary.states.get('ready')).toBe('open');
    expect(vocabularyWith({ 'in-progress': ['ready'] }).states.get('ready')).toBe('in-progress');
    expect(vocabularyWith({})).toBe(vocabulary);
  });

  test('English has a word for every meaning that can be added to', () => {
    const [english = {}] = builtInWords;
    const { states, fields, roles, takesBack, keywords, gates, ...lists } = english;
    const renamed = {
      but: takesBack,
      ...keywords,
      gate: gates?.exit,
      'entry-gate': gates?.entry,
      metrics: gates?.metrics,
    };
    const known = { ...states, ...fields, ...roles, ...lists, ...renamed };
    expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(meanings)));
  });
});
