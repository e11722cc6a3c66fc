import { randomUUID } from "node:crypto";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { TextParameters } from "@crm-functions/core";
import { NotebookError, type NotebookTextKey } from "../notebook-error";
import { clickhouseDialect, clickhouseKind } from "./clickhouse-dialect";
import { rowsOf, type AnswerKind, type Batch, type Engine, type RunOptions } from "./engine";
import { readRowBinary } from "./row-binary";

export interface ClickHouseOptions {
  /** `http://host:8123` or `https://host:8443`. */
  readonly url: string;
  /** `default` by default. */
  readonly database?: string;
  readonly username?: string;
  readonly password?: string;
  /** Timeout for an answer in milliseconds; 10 minutes by default. */
  readonly timeout?: number;
}

/** Connects to a ClickHouse server (18.16 or later) and the shards of its `Distributed` tables; sends only SELECTs. */
export function clickhouseEngine(options: ClickHouseOptions): Engine {
  if (!URL.canParse(options.url) || !/^https?:$/.test(new URL(options.url).protocol))
    throw new NotebookError("badUrl");
  const database = options.database ?? "default";
  const user = options.username ?? "default";
  const client = createClient({
    url: options.url,
    database,
    username: user,
    password: options.password ?? "",
    request_timeout: options.timeout ?? 600_000,
    compression: { request: false, response: false },
    log: { level: ClickHouseLogLevel.OFF },
    keep_alive: { enabled: false },
  });

  async function* batches(sql: string, kinds: readonly AnswerKind[], run: RunOptions): AsyncGenerator<Batch> {
    if (run.signal?.aborted) throw new NotebookError("cancelled");
    const id = randomUUID();
    const stop = () => void kill(id);
    run.signal?.addEventListener("abort", stop);
    const { onProgress } = run;
    const stopWatching = onProgress && watch(id, onProgress);
    try {
      const answer = await client.exec({
        query: `${sql} FORMAT RowBinary`,
        query_id: id,
        abort_signal: run.signal,
        clickhouse_settings: {
          // The server answers when it is done, so that an error arrives as an error and not as text after half of the
          // rows; an unavailable shard is an error too.
          wait_end_of_query: 1,
          skip_unavailable_shards: 0,
          max_query_size: "16777216",
        },
      });
      stopWatching?.(); // the server is done: it answers only when it has all rows
      yield* readRowBinary(answer.stream as AsyncIterable<Buffer>, kinds);
      onProgress?.(1);
    } catch (error) {
      if (run.signal?.aborted) throw new NotebookError("cancelled", {}, { cause: error });
      throw error instanceof NotebookError ? error : failed(error, user, options.url);
    } finally {
      stopWatching?.();
      run.signal?.removeEventListener("abort", stop);
    }
  }

  /** Asks the server to end one of our queries; if the user lacks the right, the query runs to its end unused. */
  async function kill(id: string): Promise<void> {
    await client
      .exec({ query: `KILL QUERY WHERE query_id = ${clickhouseDialect.text(id)} ASYNC FORMAT TabSeparated` })
      .then(({ stream }) => stream.resume())
      .catch((error: unknown) => {
        process.emitWarning(`A cancelled query may still run on the server: ${reasonOf(error)}`);
      });
  }

  /**
   * Reports twice a second which share of its input a query has read, until the returned function is called. The
   * server's own progress headers are of no use: Node delivers headers only when the last one has arrived.
   */
  function watch(id: string, onProgress: (share: number) => void): () => void {
    const query =
      "SELECT toFloat64(read_rows), toFloat64(total_rows_approx) FROM system.processes " +
      `WHERE query_id = ${clickhouseDialect.text(id)} FORMAT RowBinary`;
    const asking = new AbortController();
    let isAsked = false;
    let told = 0;
    const ask = async () => {
      const { stream } = await client.exec({ query, abort_signal: asking.signal });
      for await (const { columns } of readRowBinary(stream as AsyncIterable<Buffer>, ["number", "number"])) {
        const share = Math.min(1, Number(columns[0][0]) / Number(columns[1][0]));
        if (asking.signal.aborted || !(share > told)) continue;
        told = share;
        onProgress(share);
      }
    };
    const timer = setInterval(() => {
      if (isAsked) return;
      isAsked = true;
      ask().then(
        () => (isAsked = false),
        // The user may not be allowed to read system.processes, or the server may be failing, which the query itself
        // will report; missing progress is no reason to fail.
        () => clearInterval(timer),
      );
    }, 500);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }

  const engine: Engine = {
    name: "ClickHouse",
    dialect: clickhouseDialect,
    tables: async () => {
      const sql = `SELECT name FROM system.tables WHERE database = ${clickhouseDialect.text(database)} ORDER BY name`;
      return (await rowsOf(engine, sql, ["text"], {})).map(([name]) => name as string);
    },
    columns: async (table) => {
      const sql =
        `SELECT name, type FROM system.columns WHERE database = ${clickhouseDialect.text(database)} ` +
        `AND table = ${clickhouseDialect.text(table)}`;
      const rows = (await rowsOf(engine, sql, ["text", "text"], {})) as [string, string][];
      return rows.map(([name, type]) => ({ name, type, kind: clickhouseKind(type) }));
    },
    expression: async (sql, from) => {
      // An aggregate has a result, and therefore a type, even if the table has no rows.
      const query = `SELECT toTypeName(any(crm_value)) FROM (SELECT (${sql}\n) AS crm_value FROM ${from} LIMIT 1)`;
      const [[type]] = await rowsOf(engine, query, ["text"], {});
      return { type: String(type), kind: clickhouseKind(String(type)) };
    },
    from: (table) => `${clickhouseDialect.identifier(database)}.${clickhouseDialect.identifier(table)}`,
    answer: async (sql, kinds, run) => {
      const all = [];
      for await (const batch of batches(sql, kinds, run)) all.push(batch);
      return all;
    },
    batches,
    close: () => client.close(),
  };
  return engine;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: string };
  return (error.message || code || error.name).replace(/\s+/g, " ").slice(0, 500);
}

function failed(error: unknown, user: string, url: string): NotebookError {
  const reason = reasonOf(error);
  const code = String((error as { code?: unknown }).code ?? /^Code: (\d+)\b/.exec(reason)?.[1]);
  const as = (key: NotebookTextKey, parameters: TextParameters) =>
    new NotebookError(key, parameters, { cause: error });
  if (/All connection tries failed|Code: (32|209|210|279)\b/.test(reason)) {
    const where = /\(([^()]*:\d+)[^()]*\)/.exec(reason)?.[1] ?? "";
    return as("shardDown", { where, reason: reason.slice(0, 160) });
  }
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH/.test(reason + code))
    return as("serverDown", { url, reason: reason.slice(0, 160) });
  if (["192", "193", "516"].includes(code)) return as("userRefused", { user });
  // Since we only send SELECTs, only settings can be refused for being read-only.
  if (code === "164") return as("settingsRefused", { user, reason });
  return as("serverFailed", { engine: "ClickHouse", reason });
}
