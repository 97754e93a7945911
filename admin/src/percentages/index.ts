export { PercentagesPage } from './PercentagesPage.tsx';
export { RuleSays } from './ruleWords.tsx';
