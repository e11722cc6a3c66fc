import { fillIn, WordedError, type TextParameters } from "@crm-functions/core";

/** The messages of a regression over threads and files, in both languages. */
const english = {
  workerStopped: "A thread that read rows of the regression stopped: {reason}",
  workerCount: "workers is {found}: give a whole number, 1 or more.",
  noColumn: 'There is no column "{column}" in {file}; there are {columns}.',
  notNumbers: 'Column "{column}" of {file} holds {type} where numbers belong.',
} as const;

type Key = keyof typeof english;

const chinese: Record<Key, string> = {
  workerStopped: "为回归读取数据行的线程已停止：{reason}",
  workerCount: "workers 为 {found}：请给出不小于 1 的整数。",
  noColumn: "{file} 中没有“{column}”列；现有的列：{columns}。",
  notNumbers: "{file} 的“{column}”列是 {type}，此处应为数字。",
};

/** What reading rows in threads or from a file throws. */
export class RowReadingError extends WordedError {
  constructor(key: Key, parameters: TextParameters, options?: { cause: unknown }) {
    const say = (texts: Record<Key, string>) => fillIn(texts[key], parameters);
    super("RowReadingError", (language) => say(language === "zh-CN" ? chinese : english), options);
  }
}
