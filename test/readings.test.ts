import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../src/model/account/evidence.ts';
import { readings } from '../src/model/account/readings.ts';
import type { NamedReading } from '../src/model/plan/reading.ts';
import { columnReadings } from '../src/model/document/column-readings.ts';
import { gateScopeReadings } from '../src/model/gates/gate-scope.ts';
import { readPlan } from '../src/model/read.ts';

const root = fileURLToPath(new URL('../src/model/', import.meta.url));

/** The readings by which something in a text was read. */
function readBy(text: string): ReadonlySet<string> {
  const { plan } = readPlan(text);
  return new Set(plan ? [...evidenceOf(plan), ...plan.account.read].map(({ by }) => by.reading) : []);
}

describe('named readings', () => {
  it('have names of their own', () => {
    const ids = readings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*){1,3}$/.test(id))).toEqual([]);
  });

  describe.each(readings)('$id', ({ id, file, title, example, counterExample }) => {
    it('reads its example', () => {
      expect(readBy(example)).toContain(id);
    });

    it('does not read its counter-example', () => {
      expect(readBy(counterExample)).not.toContain(id);
    });

    it('names the file that holds it', () => {
      expect(existsSync(join(root, file))).toBe(true);
    });

    it('says what it does as a phrase', () => {
      expect(title).toMatch(/^[^A-Z].*[^.]$/);
    });
  });
});

/** The tables of which the first reading that finds something is taken. */
const tables: Readonly<Record<string, readonly NamedReading<never, unknown>[]>> = { columnReadings, gateScopeReadings };

/** The readings by which something in a text was read while a table lacks one; none where it cannot do without. */
function readWithout(table: readonly NamedReading<never, unknown>[], id: string, text: string): ReadonlySet<string> {
  const writable = table as NamedReading<never, unknown>[];
  const at = writable.findIndex((reading) => reading.id === id);
  const removed = writable.splice(at, 1);
  try {
    return readBy(text);
  } catch {
    return new Set();
  } finally {
    writable.splice(at, 0, ...removed);
  }
}

describe.each(Object.entries(tables))('without one of %s', (_, table) => {
  it.each(table)('its example is read otherwise: $id', ({ id, example }) => {
    expect(readWithout(table, id, example)).not.toContain(id);
  });
});
