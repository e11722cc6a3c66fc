import { fillIn, WordedError, type TextParameters } from "@crm-functions/core";

/** The messages of a regression over threads, in both languages. */
const english = {
  workerStopped: "A thread that read rows of the regression stopped: {reason}",
  workerCount: "workers is {found}: give a whole number, 1 or more.",
} as const;

type Key = keyof typeof english;

const chinese: Record<Key, string> = {
  workerStopped: "为回归读取数据行的线程已停止：{reason}",
  workerCount: "workers 为 {found}：请给出不小于 1 的整数。",
};

/** What reading rows in threads throws. */
export class RowReadingError extends WordedError {
  constructor(key: Key, parameters: TextParameters, options?: { cause: unknown }) {
    const say = (texts: Record<Key, string>) => fillIn(texts[key], parameters);
    super("RowReadingError", (language) => say(language === "zh-CN" ? chinese : english), options);
  }
}
