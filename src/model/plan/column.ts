import type { Located } from '../../text.ts';
import type { FieldRole } from './field.ts';
import type { Evidence } from './reading.ts';

/** What the cells of a column are: what a field of that name would say, or something that only tables have. */
export type ColumnRole = FieldRole | 'title' | 'phase' | 'share' | 'finished' | 'kin' | 'risk' | 'response';

/** A column of a table whose cells were read as something. */
export interface TableColumn {
  readonly head: Located<string>;
  readonly role: ColumnRole;
  readonly by: Evidence;
}
