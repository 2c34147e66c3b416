import architecture from '../../templates/architecture.md?raw';
import backlogTask from '../../templates/backlog-task.md?raw';
import bmadStory from '../../templates/bmad-story.md?raw';
import breakdown from '../../templates/breakdown.md?raw';
import checklist from '../../templates/checklist.md?raw';
import cursorPlan from '../../templates/cursor-plan.md?raw';
import delivery from '../../templates/delivery.md?raw';
import leanSpec from '../../templates/lean-spec.md?raw';
import program from '../../templates/program.md?raw';
import kiroDesign from '../../templates/kiro-design.md?raw';
import kiroRequirements from '../../templates/kiro-requirements.md?raw';
import kiroTasks from '../../templates/kiro-tasks.md?raw';
import openspecProposal from '../../templates/openspec-proposal.md?raw';
import openspecSpec from '../../templates/openspec-spec.md?raw';
import openspecTasks from '../../templates/openspec-tasks.md?raw';
import specKitChecklist from '../../templates/spec-kit-checklist.md?raw';
import specKitPlan from '../../templates/spec-kit-plan.md?raw';
import specKitSpec from '../../templates/spec-kit-spec.md?raw';
import specKitTasks from '../../templates/spec-kit-tasks.md?raw';
import superpowers from '../../templates/superpowers.md?raw';
import taskmd from '../../templates/taskmd.md?raw';

/** The texts of the templates that come with planvet, by name: what has to know the names needs to derive nothing. */
export const builtInTexts: Readonly<Record<string, string>> = {
  delivery,
  program,
  architecture,
  breakdown,
  checklist,
  'spec-kit-spec': specKitSpec,
  'spec-kit-plan': specKitPlan,
  'spec-kit-tasks': specKitTasks,
  'spec-kit-checklist': specKitChecklist,
  'kiro-requirements': kiroRequirements,
  'kiro-design': kiroDesign,
  'kiro-tasks': kiroTasks,
  'openspec-proposal': openspecProposal,
  'openspec-spec': openspecSpec,
  'openspec-tasks': openspecTasks,
  superpowers,
  'cursor-plan': cursorPlan,
  'bmad-story': bmadStory,
  'backlog-task': backlogTask,
  taskmd,
  'lean-spec': leanSpec,
};
