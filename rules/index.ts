import type { Rule } from '../src/rule.ts';
import noBlankTemplate from './no-blank-template.ts';
import noBrokenAnchor from './no-broken-anchor.ts';
import noContradictoryStatus from './no-contradictory-status.ts';
import noCyclicDependency from './no-cyclic-dependency.ts';
import noDuplicateSection from './no-duplicate-section.ts';
import noDuplicateRequirement from './no-duplicate-requirement.ts';
import noDuplicateTaskId from './no-duplicate-task-id.ts';
import noEmptySection from './no-empty-section.ts';
import noForwardDependency from './no-forward-dependency.ts';
import noInconsistentTaskState from './no-inconsistent-task-state.ts';
import noInvalidDate from './no-invalid-date.ts';
import noMalformedCheckbox from './no-malformed-checkbox.ts';
import noMisnumberedTask from './no-misnumbered-task.ts';
import noMissingFile from './no-missing-file.ts';
import noMojibake from './no-mojibake.ts';
import noParallelConflict from './no-parallel-conflict.ts';
import noPlaceholder from './no-placeholder.ts';
import noPrematureTask from './no-premature-task.ts';
import noRedundantDependency from './no-redundant-dependency.ts';
import noTemplateText from './no-template-text.ts';
import noUncheckedGate from './no-unchecked-gate.ts';
import noUndecidedChoice from './no-undecided-choice.ts';
import noUnfinishedPlan from './no-unfinished-plan.ts';
import noUnknownDependency from './no-unknown-dependency.ts';
import noUnknownRequirement from './no-unknown-requirement.ts';
import noUnreadableStructure from './no-unreadable-structure.ts';
import noUnresolvedQuestion from './no-unresolved-question.ts';
import noWrongCriticalPath from './no-wrong-critical-path.ts';
import noWrongProgress from './no-wrong-progress.ts';
import noWrongTotal from './no-wrong-total.ts';
import noRemovedTask from './no-removed-task.ts';
import noRenumberedTask from './no-renumbered-task.ts';
import noReopenedTask from './no-reopened-task.ts';
import noTakenId from './no-taken-id.ts';
import noUnprovenTick from './no-unproven-tick.ts';
import noWeakenedGate from './no-weakened-gate.ts';
import requireGates from './require-gates.ts';
import requireRiskResponse from './require-risk-response.ts';
import requireSectionOrder from './require-section-order.ts';
import requireRequirementCoverage from './require-requirement-coverage.ts';
import requireSections from './require-sections.ts';
import requireTaskFields from './require-task-fields.ts';

/** The rules that come with planvet, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  requireSections,
  requireSectionOrder,
  noEmptySection,
  noDuplicateSection,
  noPlaceholder,
  noUndecidedChoice,
  noBlankTemplate,
  noTemplateText,
  noUnresolvedQuestion,
  noMojibake,
  noMalformedCheckbox,
  noUnreadableStructure,
  noDuplicateTaskId,
  noMisnumberedTask,
  requireTaskFields,
  noInconsistentTaskState,
  noUnknownDependency,
  noCyclicDependency,
  noForwardDependency,
  noRedundantDependency,
  noPrematureTask,
  noParallelConflict,
  noUncheckedGate,
  noUnfinishedPlan,
  requireGates,
  noWrongTotal,
  noWrongProgress,
  noWrongCriticalPath,
  noContradictoryStatus,
  noInvalidDate,
  noUnknownRequirement,
  requireRequirementCoverage,
  noDuplicateRequirement,
  noMissingFile,
  noBrokenAnchor,
  requireRiskResponse,
  noUnprovenTick,
  noReopenedTask,
  noRemovedTask,
  noWeakenedGate,
  noRenumberedTask,
  noTakenId,
];

/** Rules that speak first where several report one fact; the others follow in the order of the catalogue. */
export const first: ReadonlySet<string> = new Set([noUnfinishedPlan.id, noDuplicateRequirement.id]);
