import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";

const useStyles = makeStyles({
  table: {
    width: "100%",
    borderCollapse: "collapse",
    "& th": { fontWeight: "normal", textAlign: "start", overflowWrap: "anywhere" },
    "& thead": { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
    "& th, & td": { padding: "4px 0 4px 8px" },
    "& tr > :first-child": { paddingLeft: 0 },
    "& [data-numeric]": { textAlign: "end", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
    "& td:last-child": { fontWeight: tokens.fontWeightSemibold },
  },
  bars: { width: "40%" },
  track: { position: "relative", height: "20px" },
  bar: {
    position: "absolute",
    left: 0,
    top: "4px",
    height: "12px",
    borderRadius: "2px",
    backgroundColor: tokens.colorCompoundBrandBackground,
    "@media (forced-colors: active)": { backgroundColor: "CanvasText" },
  },
  mark: {
    position: "absolute",
    top: 0,
    height: "20px",
    width: "2px",
    backgroundColor: tokens.colorNeutralForeground1,
    boxShadow: `0 0 0 1px ${tokens.colorNeutralBackground1}`,
    "@media (forced-colors: active)": { backgroundColor: "Highlight" },
  },
});

/** Current and proposed weights side by side, as bars and numbers. */
export function ProposedWeights({
  names,
  now,
  proposed,
}: {
  names: readonly string[];
  /** Shares; undefined if the current weights cannot be normalised. */
  now: readonly number[] | undefined;
  proposed: readonly number[];
}): ReactElement {
  const { t, number } = useText();
  const styles = useStyles();
  const page = usePageStyles();
  const longest = Math.max(...proposed, ...(now ?? []));
  const wide = (share: number) => `${(100 * share) / longest}%`;
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("criterion")}</th>
            <td className={styles.bars} />
            <th scope="col" data-numeric>
              {t("weightNow")}
            </th>
            <th scope="col" data-numeric>
              {t("weightNew")}
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, i) => (
            <tr key={i}>
              <th scope="row">{name}</th>
              <td aria-hidden>
                <div className={styles.track}>
                  <div className={styles.bar} style={{ width: wide(proposed[i]) }} />
                  {now && <div className={styles.mark} style={{ left: `calc(${wide(now[i])} - 2px)` }} />}
                </div>
              </td>
              <td data-numeric>{number(now?.[i], 3)}</td>
              <td data-numeric data-proposed={i}>
                {number(proposed[i], 3)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <span className={page.muted}>{t("weightBars")}</span>
    </>
  );
}
