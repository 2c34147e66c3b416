import { gateScopeReadings } from '../gates/gate-scope.ts';
import { columnReadings } from '../document/column-readings.ts';
import { placeReadings } from '../document/naming-columns.ts';
import type { ReadingEntry } from '../plan/reading.ts';
import { doneClaimsReading } from '../checks/done-claims.ts';
import { claimReadings, columnClaimReading } from '../claims/claim-readings.ts';
import { boardReading } from '../document/board.ts';
import { boxesReadings } from '../document/boxes.ts';
import { fieldsReading } from '../document/fields.ts';
import { optionalReading } from '../document/optional.ts';
import { purposeReadings } from '../document/purpose.ts';
import { placeholdersReading } from '../gaps/placeholders.ts';
import { effortReading } from '../language/effort.ts';
import { stateReadings } from '../language/state.ts';
import { commentReading } from '../needs/comments.ts';
import { diagramReading } from '../needs/mermaid.ts';
import { parallelsReading } from '../needs/parallels.ts';
import { phaseTableReading } from '../needs/phase-tables.ts';
import { columnReading, fieldReading } from '../needs/references.ts';
import { asideReading, chainReading, sentenceReading } from '../needs/statements.ts';
import { requirementsReading } from '../trace/requirements.ts';
import { boldTaskReading } from '../work/dialects/bold.ts';
import { checklistTaskReading } from '../work/dialects/checklist.ts';
import { frontMatterTaskReading } from '../work/dialects/front-matter.ts';
import { headingTaskReading } from '../work/dialects/heading.ts';
import { labelledTaskReading } from '../work/dialects/labelled.ts';
import { plainTaskReading } from '../work/dialects/plain.ts';
import { prerequisiteTaskReadings, requiredForReading } from '../work/dialects/prerequisite.ts';
import { tableTaskReading } from '../work/dialects/table.ts';
import { phasesReadings } from '../work/phases.ts';
import { statusReading } from '../work/status.ts';
import { taskDraftsReadings } from '../work/task-drafts.ts';
import { taskStateReadings } from '../work/task-state.ts';
import { tasksReadings } from '../work/tasks.ts';

/** All named readings, room by room; those of one table in the order in which they are tried. */
export const readings: readonly ReadingEntry[] = [
  ...columnReadings,
  ...placeReadings,
  headingTaskReading,
  checklistTaskReading,
  labelledTaskReading,
  tableTaskReading,
  boldTaskReading,
  plainTaskReading,
  frontMatterTaskReading,
  ...prerequisiteTaskReadings,
  ...taskDraftsReadings,
  optionalReading,
  ...tasksReadings,
  ...phasesReadings,
  ...stateReadings,
  ...boxesReadings,
  ...taskStateReadings,
  statusReading,
  boardReading,
  ...purposeReadings,
  ...gateScopeReadings,
  fieldReading,
  columnReading,
  requiredForReading,
  asideReading,
  sentenceReading,
  chainReading,
  commentReading,
  diagramReading,
  phaseTableReading,
  parallelsReading,
  ...Object.values(claimReadings),
  columnClaimReading,
  doneClaimsReading,
  effortReading,
  requirementsReading,
  fieldsReading,
  placeholdersReading,
];

/** The reading of a name. */
export function readingOf(id: string): ReadingEntry | undefined {
  return readings.find((reading) => reading.id === id);
}
