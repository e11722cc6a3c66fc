import { spawn, type ChildProcess } from "node:child_process";
import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dealer, Subscriber } from "zeromq";
import type { CellOutput } from "./notebook-file";

/** How to start a kernel. */
export interface KernelOptions {
  /** The command that starts tslab: a program and its arguments, up to `kernel`. */
  readonly command: readonly [string, ...string[]];
  /** Folder against which relative paths in cells are resolved. */
  readonly folder: string;
}

/** The result of running one cell. */
export interface Execution {
  readonly outputs: CellOutput[];
  readonly executionCount: number | null;
  readonly failed: boolean;
}

/** A running tslab kernel. */
export interface Kernel {
  /** Runs code, one call at a time. Throws if the kernel dies or takes too long, not if the code fails. */
  execute(code: string): Promise<Execution>;
  /** The last that the process itself wrote, outside of cells. */
  said(): string;
  /** Ends the kernel process. */
  close(): Promise<void>;
}

interface Message {
  readonly header: { readonly msg_id: string; readonly msg_type: string };
  readonly parent: { readonly msg_id?: string };
  readonly content: Record<string, unknown>;
}

/** Longest time one cell may take, in milliseconds. */
const cellTimeout = 15 * 60_000;
const delimiter = "<IDS|MSG>";

function signature(key: string, parts: readonly string[]): string {
  const hash = createHmac("sha256", key);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** The frames of a message in the Jupyter protocol 5.3. */
function encode(key: string, session: string, id: string, type: string, content: unknown): string[] {
  const header = {
    msg_id: id,
    msg_type: type,
    session,
    username: "report",
    version: "5.3",
    date: new Date().toISOString(),
  };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  return [delimiter, signature(key, parts), ...parts];
}

/** Reads a message; undefined if it is not signed with our key. */
function decode(key: string, frames: readonly Buffer[]): Message | undefined {
  const at = frames.findIndex((frame) => frame.toString() === delimiter);
  if (at < 0) return undefined;
  const parts = frames.slice(at + 2, at + 6).map((frame) => frame.toString("utf8"));
  if (parts.length < 4 || signature(key, parts) !== frames[at + 1].toString()) return undefined;
  return {
    header: JSON.parse(parts[0]) as Message["header"],
    parent: JSON.parse(parts[1]) as Message["parent"],
    content: JSON.parse(parts[3]) as Message["content"],
  };
}

/**
 * Unused ports below the ranges that Linux, macOS and Windows assign to connections and to requests for any port: a
 * port assigned from those ranges could be taken before the kernel, which needs a second to start, listens on it.
 */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(10_000, 32_768);
    const server = createServer();
    const isFree = await new Promise<boolean>((done) =>
      server.once("error", () => done(false)).listen(port, "127.0.0.1", () => done(true)),
    );
    if (!isFree) continue;
    await new Promise((done) => server.close(done));
    ports.add(port);
  }
  return [...ports];
}

/**
 * Starts a tslab kernel and talks to it as Jupyter does: a connection file, requests over a Dealer socket, outputs over
 * a Subscriber, every message signed (jupyter-client's *Messaging in Jupyter*, version 5.3).
 *
 * @throws Error if the kernel does not answer within a minute
 */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  const key = randomBytes(32).toString("hex");
  const session = randomUUID();
  const [shellPort, iopubPort, stdinPort, controlPort, heartbeatPort] = await freePorts(5);
  const runtime = mkdtempSync(join(tmpdir(), "crm-functions-kernel-"));
  const connectionFile = join(runtime, "connection.json");
  writeFileSync(
    connectionFile,
    JSON.stringify({
      ip: "127.0.0.1",
      transport: "tcp",
      shell_port: shellPort,
      iopub_port: iopubPort,
      stdin_port: stdinPort,
      control_port: controlPort,
      hb_port: heartbeatPort,
      key,
      signature_scheme: "hmac-sha256",
      kernel_name: "tslab",
    }),
    { mode: 0o600 },
  );
  const [program, ...args] = options.command;
  const process_ = spawn(program, [...args, "kernel", "--config-path", connectionFile], {
    cwd: options.folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const shell = new Dealer({ linger: 0 });
  const iopub = new Subscriber({ linger: 0 });
  shell.connect(`tcp://127.0.0.1:${shellPort}`);
  iopub.connect(`tcp://127.0.0.1:${iopubPort}`);
  iopub.subscribe();

  const listeners = new Set<(channel: "shell" | "iopub", message: Message) => void>();
  const pump = async (channel: "shell" | "iopub", socket: Dealer | Subscriber) => {
    for await (const frames of socket) {
      const message = decode(key, frames);
      if (message !== undefined) for (const listener of [...listeners]) listener(channel, message);
    }
  };
  // Closing a socket ends its loop; an error on a socket shows as a kernel that does not answer.
  const pumps = Promise.allSettled([pump("shell", shell), pump("iopub", iopub)]);
  const death = deathOf(process_);

  const close = async () => {
    process_.kill();
    const gone = await Promise.race([death.exited.then(() => true), delay(2000).then(() => false)]);
    if (!gone) process_.kill("SIGKILL");
    shell.close();
    iopub.close();
    await pumps;
    rmSync(runtime, { recursive: true, force: true });
  };

  try {
    await handshake();
  } catch (error) {
    await close();
    throw error;
  }
  return { execute, said: death.said, close };

  /** Outputs sent before the subscription is active would be lost, so this asks until both sockets answer. */
  async function handshake(): Promise<void> {
    const ids = new Set<string>();
    let onShell = false;
    let onIopub = false;
    const listener = (channel: "shell" | "iopub", message: Message) => {
      if (!ids.has(message.parent.msg_id ?? "")) return;
      if (channel === "shell") onShell = true;
      else onIopub = true;
    };
    listeners.add(listener);
    try {
      const deadline = Date.now() + 60_000;
      while (!onShell || !onIopub) {
        if (Date.now() > deadline)
          throw new Error(`The tslab kernel does not answer.\n${death.said()}`.trim());
        const id = randomUUID();
        ids.add(id);
        await shell.send(encode(key, session, id, "kernel_info_request", {}));
        await Promise.race([delay(150), death.died]);
      }
    } finally {
      listeners.delete(listener);
    }
  }

  async function execute(code: string): Promise<Execution> {
    const id = randomUUID();
    const outputs: CellOutput[] = [];
    const places = new Map<string, number>();
    let listener: ((channel: "shell" | "iopub", message: Message) => void) | undefined;
    let timer: NodeJS.Timeout | undefined;
    const finished = new Promise<{ status: string; count: number | null }>((done, failed) => {
      let reply: { status: string; count: number | null } | undefined;
      let idle = false;
      listener = (channel, message) => {
        if (message.parent.msg_id !== id) return;
        if (channel === "iopub") {
          if (message.header.msg_type === "status") idle ||= message.content["execution_state"] === "idle";
          else collect(message, outputs, places);
        } else if (message.header.msg_type === "execute_reply") {
          const count = message.content["execution_count"];
          reply = {
            status: String(message.content["status"]),
            count: typeof count === "number" ? count : null,
          };
        }
        if (reply !== undefined && idle) done(reply);
      };
      listeners.add(listener);
      timer = setTimeout(
        () => failed(new Error(`The cell took longer than ${cellTimeout / 1000} seconds.`)),
        cellTimeout,
      );
    });
    try {
      await shell.send(
        encode(key, session, id, "execute_request", {
          code,
          silent: false,
          store_history: true,
          user_expressions: {},
          allow_stdin: false,
          stop_on_error: true,
        }),
      );
      const { status, count } = await Promise.race([finished, death.died]);
      return { outputs, executionCount: count, failed: status !== "ok" };
    } finally {
      clearTimeout(timer);
      if (listener !== undefined) listeners.delete(listener);
    }
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** `exited` resolves when the process has ended; `died` rejects at that point with its output, which is `said`. */
function deathOf(child: ChildProcess): { exited: Promise<void>; died: Promise<never>; said: () => string } {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  }
  let fail: (error: Error) => void;
  const died = new Promise<never>((_, failed) => (fail = failed));
  died.catch(() => undefined); // a kernel closed on purpose also dies, and then nobody is listening
  const exited = new Promise<void>((done) => {
    child.once("error", (error) => {
      fail(new Error(`The tslab kernel does not start: ${error.message}`));
      done();
    });
    child.once("exit", (code, signal) => {
      fail(
        new Error(
          `The tslab kernel ended (${signal ?? `exit code ${code}`}).${said === "" ? "" : `\n${said}`}`,
        ),
      );
      done();
    });
  });
  return { exited, died, said: () => said };
}

/** Adds the content of a message to the outputs of the cell, as Jupyter does. */
function collect(message: Message, outputs: CellOutput[], places: Map<string, number>): void {
  const { content } = message;
  switch (message.header.msg_type) {
    case "stream": {
      const name = content["name"] === "stderr" ? "stderr" : "stdout";
      const last = outputs[outputs.length - 1];
      const text = String(content["text"]);
      if (last?.output_type === "stream" && last.name === name) {
        outputs[outputs.length - 1] = { ...last, text: `${last.text as string}${text}` };
      } else {
        outputs.push({ output_type: "stream", name, text });
      }
      return;
    }
    case "display_data":
    case "update_display_data": {
      const place = (content["transient"] as { display_id?: string } | undefined)?.display_id;
      const output: CellOutput = {
        output_type: "display_data",
        data: (content["data"] ?? {}) as Record<string, unknown>,
        metadata: (content["metadata"] ?? {}) as Record<string, unknown>,
      };
      const known = place === undefined ? undefined : places.get(place);
      if (known !== undefined) outputs[known] = output;
      else {
        if (place !== undefined) places.set(place, outputs.length);
        outputs.push(output);
      }
      return;
    }
  }
}
