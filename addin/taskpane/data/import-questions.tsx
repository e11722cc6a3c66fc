import { Subtitle2 } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { messageOf, questionKeys, type ImportAnswers, type ImportQuestion } from "@crm-functions/core";
import { Choice } from "../shell/choice";
import { usePageStyles } from "../shell/page-styles";
import { useText } from "../shell/text";

/** The answers that one choice adds. If the name is asked for, the choice is a column header. */
export function answered(question: ImportQuestion, value: string): Partial<ImportAnswers> {
  switch (question.kind) {
    case "header":
      return { headerRow: Number(value) };
    case "name":
      return { map: [{ field: "name", header: value }] };
    default:
      return { [question.kind]: value };
  }
}

/** Questions that only the user can answer; each choice has a preview of its effect on the data. */
export function ImportQuestions({
  questions,
  heading,
  onAnswer,
}: {
  readonly questions: readonly ImportQuestion[];
  readonly heading: "h2" | "h3";
  readonly onAnswer: (answers: Partial<ImportAnswers>) => void;
}): ReactElement | null {
  const { t, language } = useText();
  const page = usePageStyles();
  if (questions.length === 0) return null;
  return (
    <>
      <Subtitle2 as={heading}>{t("importAsked")}</Subtitle2>
      {questions.map((question, i) => (
        <Choice
          key={`${question.kind} ${i}`}
          label={messageOf(questionKeys[question.kind], { column: question.column ?? "" }, language)}
          required
          className={page.narrow}
          value=""
          options={[
            ["", t("pleaseChoose")],
            ...question.choices.map(
              ({ value, preview }) => [value, labelOf(question, value, preview, t("noHeaderRow"))] as const,
            ),
          ]}
          onChoose={(value) => value !== "" && onAnswer(answered(question, value))}
          marks={{ "data-import-question": question.kind }}
        />
      ))}
    </>
  );
}

function labelOf({ kind }: ImportQuestion, value: string, preview: string, noHeader: string): string {
  if (kind === "header" && value === "0") return noHeader;
  const line = preview.replace(/\n/g, " / ");
  return kind === "dates" || kind === "decimal" ? line : `${value}: ${line}`;
}
