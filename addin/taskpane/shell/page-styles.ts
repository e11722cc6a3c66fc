import { makeStyles, shorthands, tokens } from "@fluentui/react-components";

const dangerText = { color: tokens.colorStatusDangerForeground1 };
const dangerFill = {
  color: tokens.colorNeutralForegroundOnBrand,
  backgroundColor: tokens.colorStatusDangerBackground3,
};

/** The layout that all views share. */
export const usePageStyles = makeStyles({
  page: {
    padding: "12px",
    display: "flex",
    flexDirection: "column",
    gap: "12px",
    boxSizing: "border-box",
    minWidth: 0,
    // In a wide pane, keeps values near their labels.
    maxWidth: "760px",
    "& h1, & h2, & h3, & p": { margin: 0 },
    "& summary": { paddingTop: "4px", paddingBottom: "4px" },
  },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center" },
  twoColumns: {
    display: "grid",
    gap: "8px",
    gridTemplateColumns: "repeat(auto-fit, minmax(130px, 1fr))",
    // The error message of one field does not stretch the field beside it.
    alignItems: "start",
    "& > *": { minWidth: 0 },
    "& .fui-Input, & .fui-Select, & select, & input": {
      minWidth: 0,
      width: "100%",
      boxSizing: "border-box",
    },
  },
  // A select with long texts does not exceed the pane.
  narrow: { minWidth: 0, "& .fui-Select, & select": { minWidth: 0, width: "100%", boxSizing: "border-box" } },
  scroll: { overflowX: "auto", maxHeight: "260px" },
  table: {
    borderCollapse: "collapse",
    fontSize: tokens.fontSizeBase200,
    "& th, & td": {
      border: `1px solid ${tokens.colorNeutralStroke2}`,
      padding: "2px 6px",
      overflowWrap: "anywhere",
    },
    "& th": {
      backgroundColor: tokens.colorNeutralBackground3,
      overflowWrap: "break-word",
      textAlign: "start",
    },
    // Numbers and their column headers.
    "& [data-numeric]": { textAlign: "end", fontVariantNumeric: "tabular-nums" },
  },
  // Sticky, so that it is always within reach; static in a low window, of which it would cover too much.
  footer: {
    position: "sticky",
    bottom: 0,
    zIndex: 1,
    display: "flex",
    flexWrap: "wrap",
    gap: "8px",
    padding: "8px 0",
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media (max-height: 480px)": { position: "static" },
  },
  grow: { flexGrow: 1 },
  keys: { marginInlineStart: "8px", fontWeight: "normal", fontSize: tokens.fontSizeBase200 },
  danger: {
    "@media (forced-colors: none)": {
      ...dangerText,
      ...shorthands.borderColor(tokens.colorStatusDangerBorder2),
      ":hover": dangerText,
      ":hover:active": dangerText,
    },
  },
  dangerPrimary: {
    "@media (forced-colors: none)": {
      ...dangerFill,
      ":hover": dangerFill,
      ":hover:active": dangerFill,
    },
  },
  small: { fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  caption: { color: tokens.colorNeutralForeground2, textAlign: "start" },
  muted: { color: tokens.colorNeutralForeground2 },
});
