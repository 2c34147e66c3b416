import type { Rule } from '../src/rule.ts';
import noBlankTemplate from './no-blank-template.ts';
import noCyclicDependency from './no-cyclic-dependency.ts';
import noDuplicateTaskId from './no-duplicate-task-id.ts';
import noEmptySection from './no-empty-section.ts';
import noInconsistentTaskState from './no-inconsistent-task-state.ts';
import noMalformedCheckbox from './no-malformed-checkbox.ts';
import noMojibake from './no-mojibake.ts';
import noPlaceholder from './no-placeholder.ts';
import noPrematureTask from './no-premature-task.ts';
import noTemplateText from './no-template-text.ts';
import noUncheckedGate from './no-unchecked-gate.ts';
import noUndecidedChoice from './no-undecided-choice.ts';
import noUnfinishedPlan from './no-unfinished-plan.ts';
import noUnknownDependency from './no-unknown-dependency.ts';
import noUnresolvedQuestion from './no-unresolved-question.ts';
import noWrongCriticalPath from './no-wrong-critical-path.ts';
import noWrongProgress from './no-wrong-progress.ts';
import noWrongTotal from './no-wrong-total.ts';
import requireSections from './require-sections.ts';

/** The rules that come with planvet, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  requireSections,
  noEmptySection,
  noPlaceholder,
  noUndecidedChoice,
  noBlankTemplate,
  noTemplateText,
  noUnresolvedQuestion,
  noMojibake,
  noMalformedCheckbox,
  noDuplicateTaskId,
  noInconsistentTaskState,
  noUnknownDependency,
  noCyclicDependency,
  noPrematureTask,
  noUncheckedGate,
  noUnfinishedPlan,
  noWrongTotal,
  noWrongProgress,
  noWrongCriticalPath,
];
