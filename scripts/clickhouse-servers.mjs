// Starts ClickHouse servers on loopback as the shards of one cluster: no ZooKeeper, ports chosen by the system,
// everything in one folder. They end with this process, whatever ends it.
import { spawn, spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/** The clickhouse-server of this machine, or undefined. */
export function findClickHouse() {
  const places = ["clickhouse-server", "/usr/sbin/clickhouse-server", "/usr/bin/clickhouse-server"];
  return places.find((command) => {
    const { status } = spawnSync("sh", ["-c", 'command -v "$1"', "sh", command], { stdio: "ignore" });
    return status === 0;
  });
}

/**
 * @param {{ folder: string, shards?: number, threads?: number, disposable?: boolean }} options `threads`: per server,
 * all cores by default; `disposable`: a server deletes its data when it ends, and the last one the folder
 * @returns {Promise<{ url: string, urls: string[], cluster: string, query(shard: number, sql: string, body?: string | Buffer): Promise<string>,
 *   pid(shard: number): Promise<number>, start(shard: number): Promise<void>, stop(): Promise<void> }>}
 */
export async function startClickHouse({ folder, shards = 3, threads, disposable = false }) {
  const command = findClickHouse();
  if (command === undefined) throw new Error("clickhouse-server is not installed on this machine.");
  for (let tries = 1; ; tries++) {
    try {
      return await startOn(await freePorts(shards * 2), { command, folder, shards, threads, disposable });
    } catch (error) {
      // Another process took a port after we had found it free and before the server opened it.
      if (tries === 5 || !/already in use/i.test(error.message)) throw error;
    }
  }
}

async function startOn(ports, { command, folder, shards, threads, disposable }) {
  const urls = Array.from({ length: shards }, (_, i) => `http://127.0.0.1:${ports[2 * i]}`);
  const children = [];
  const home = (i) => join(folder, `shard${i + 1}`);
  for (let i = 0; i < shards; i++) {
    for (const each of ["data", "tmp", "formats"]) await mkdir(join(home(i), each), { recursive: true });
    await writeFile(join(home(i), "config.xml"), configuration(home(i), ports, i));
    await writeFile(join(home(i), "users.xml"), users(threads));
  }

  const query = async (shard, sql, body, signal) => {
    const url = body === undefined ? urls[shard] : `${urls[shard]}/?query=${encodeURIComponent(sql)}`;
    const answer = await fetch(url, { method: "POST", body: body ?? sql, signal });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.trim());
    return text;
  };
  const pid = async (i) => Number(await readFile(join(home(i), "pid"), "utf8"));
  /** True once our server answers, and not another one on its port. */
  const answers = (i) =>
    query(
      i,
      "SELECT substitution FROM system.macros WHERE macro = 'home'",
      undefined,
      AbortSignal.timeout(2000),
    ).then(
      (text) => text.trim() === home(i),
      () => false,
    );
  const said = async (i) => {
    const texts = await Promise.all(
      ["out", "error.log"].map((file) => readFile(join(home(i), file), "utf8").catch(() => "")),
    );
    return texts.join("\n");
  };

  const start = async (i) => {
    // The shell reads a pipe from this process: when this process ends, for whatever reason, the shell kills the
    // server; and when the server ends, so does the shell.
    const script =
      'rm -f "$2/pid" "$2/error.log"; exec 3<&0; "$1" --config-file="$2/config.xml" >"$2/out" 2>&1 3<&- & server=$!; ' +
      'echo $server >"$2/pid"; { cat <&3 >/dev/null; kill -KILL $server; } & reader=$!; ' +
      'wait $server; kill $reader; if [ -n "$3" ]; then rm -rf "$2"; rmdir "$3"; fi';
    const child = spawn("sh", ["-c", script, "sh", command, home(i), disposable ? folder : ""], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true, // Ctrl-C is for this process, which then stops the servers
    });
    child.stdin.on("error", () => {}); // the reader ends with its server
    children[i] = child;
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      if (await answers(i)) return;
      if (child.exitCode !== null || child.signalCode !== null) break;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`ClickHouse did not start:\n${await said(i)}`);
  };

  const stop = async () => {
    await Promise.all(
      children.filter(Boolean).map(
        (child) =>
          new Promise((done) => {
            if (child.exitCode !== null || child.signalCode !== null) done();
            else child.once("exit", done);
            child.stdin.end();
          }),
      ),
    );
  };

  try {
    const outcomes = await Promise.allSettled(urls.map((_, i) => start(i)));
    const failure = outcomes.find(({ status }) => status === "rejected");
    if (failure !== undefined) throw failure.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: urls[0], urls, cluster: "crm", query, pid, start, stop };
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((done, fail) => {
          const server = createServer();
          server.once("error", fail);
          server.listen(0, "127.0.0.1", () => done(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

function configuration(home, ports, own) {
  const shards = ports
    .filter((_, i) => i % 2 === 1)
    .map((port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`)
    .join("");
  // "yandex" is the root element that release 18.16 needs and current releases still accept
  return `<yandex>
  <logger><level>warning</level><log>${home}/server.log</log><errorlog>${home}/error.log</errorlog></logger>
  <http_port>${ports[2 * own]}</http_port>
  <tcp_port>${ports[2 * own + 1]}</tcp_port>
  <listen_host>127.0.0.1</listen_host>
  <path>${home}/data/</path>
  <tmp_path>${home}/tmp/</tmp_path>
  <format_schema_path>${home}/formats/</format_schema_path>
  <users_config>${home}/users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <timezone>UTC</timezone>
  <mark_cache_size>67108864</mark_cache_size>
  <macros><home>${home}</home></macros>
  <remote_servers><crm>${shards}</crm></remote_servers>
</yandex>
`;
}

function users(threads) {
  const limit = threads === undefined ? "" : `<max_threads>${threads}</max_threads>`;
  return `<yandex>
  <profiles>
    <default>${limit}</default>
    <reader><readonly>2</readonly>${limit}</reader>
  </profiles>
  <users>
    <default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
    <analyst><password></password><networks><ip>127.0.0.1</ip></networks><profile>reader</profile><quota>default</quota></analyst>
  </users>
  <quotas><default/></quotas>
</yandex>
`;
}
