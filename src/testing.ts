export { ruleTester, type RuleTester, type Runner } from './testing/rule-tester.ts';
export type { Failure } from './testing/failures.ts';
export type { ExpectedFinding, ExpectedSuggestion, InvalidCase, RuleTests, ValidCase } from './testing/cases.ts';
