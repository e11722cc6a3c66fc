import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { ahpConsistency } from "@crm-functions/core";
import { Choice } from "../shell/choice";
import { useText } from "../shell/text";
import { comparisonMatrix, pairIndex, saatyScale, worstJudgement } from "./weighting";

/** Consistency ratio above which the answers contradict each other too much to be used as weights (Saaty). */
const mostInconsistent = 0.1;

/** A question for each pair of criteria; names the most contradictory answer and what the others imply for it. */
export function ComparePairs({
  names,
  judgements,
  onChange,
}: {
  names: readonly string[];
  judgements: readonly number[];
  onChange: (judgements: readonly number[]) => void;
}): ReactElement {
  const { t, number } = useText();
  const matrix = comparisonMatrix(judgements, names.length);
  const ratio = ahpConsistency(matrix);
  const worst = ratio > mostInconsistent ? worstJudgement(matrix) : undefined;
  const answer = (first: number, second: number, judgement: number) => {
    const pair = pairIndex(first, second, names.length);
    onChange(judgements.map((each, k) => (k === pair ? judgement : each)));
  };
  const inWords = (first: number, second: number, judgement: number) =>
    judgement === 1
      ? t("equallyImportant")
      : judgement > 1
        ? t("moreImportant", { name: names[first], times: judgement })
        : t("moreImportant", { name: names[second], times: Math.round(1 / judgement) });
  return (
    <>
      <div role="status">
        {worst === undefined ? (
          <span>{t("consistent", { ratio: number(ratio, 3) })}</span>
        ) : (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{t("inconsistent", { ratio: number(ratio, 2) })}</MessageBarTitle>{" "}
              {t("worstJudgement", {
                first: names[worst.first],
                second: names[worst.second],
                said: inWords(worst.first, worst.second, worst.said),
                implied: inWords(worst.first, worst.second, worst.implied),
              })}{" "}
              <Button size="small" onClick={() => answer(worst.first, worst.second, worst.implied)}>
                {t("takeImplied", { implied: inWords(worst.first, worst.second, worst.implied) })}
              </Button>
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
      {names.flatMap((_, i) =>
        names.slice(i + 1).map((__, offset) => {
          const j = i + 1 + offset;
          const value = judgements[pairIndex(i, j, names.length)];
          const isWorst = worst?.first === i && worst.second === j;
          return (
            <Choice
              key={`${i}/${j}`}
              label={t("pair", { first: names[i], second: names[j] })}
              validationState={isWorst ? "warning" : undefined}
              validationMessage={isWorst ? t("contradictsMost") : undefined}
              value={saatyScale.indexOf(value)}
              options={saatyScale.map((judgement, k) => [k, inWords(i, j, judgement)])}
              onChoose={(k) => answer(i, j, saatyScale[k])}
            />
          );
        }),
      )}
    </>
  );
}
