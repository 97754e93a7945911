export { PercentagesPage } from './PercentagesPage.tsx';
export { RuleDescription } from './ruleText.tsx';
