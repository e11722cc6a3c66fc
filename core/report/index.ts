export {
  figureOf,
  type ColumnKind,
  type Finding as ReportFinding,
  type Report,
  type ReportFigure,
  type ReportTable,
  type Section,
  type SectionId,
  type Verdict,
} from "./document";
export { cellText } from "./cell-text";
export { htmlText, pageOf } from "./page";
export { reportOf, type ReportOptions } from "./report";
export { howMany, wordsOf as reportWords } from "./telling";
export {
  teamOfSourceSteps,
  teamOfTableSteps,
  type TeamOfTable,
  type TeamOfTableSettings,
} from "./team-of-table";
