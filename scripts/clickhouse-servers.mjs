// Starts ClickHouse servers on loopback as the shards of one cluster: no ZooKeeper, ports that the system chooses,
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
 * @param {{ folder: string, shards?: number, threads?: number }} options `threads`: of each server; all cores unless told
 * @returns {Promise<{ url: string, urls: string[], cluster: string, query(shard: number, sql: string, body?: string | Buffer): Promise<string>,
 *   pid(shard: number): Promise<number>, start(shard: number): Promise<void>, stop(): Promise<void> }>}
 */
export async function startClickHouse({ folder, shards = 3, threads }) {
  const command = findClickHouse();
  if (command === undefined) throw new Error("clickhouse-server is not installed on this machine.");
  const ports = await freePorts(shards * 2);
  const urls = Array.from({ length: shards }, (_, i) => `http://127.0.0.1:${ports[2 * i]}`);
  const children = [];
  const home = (i) => join(folder, `shard${i + 1}`);
  for (let i = 0; i < shards; i++) {
    for (const each of ["data", "tmp", "formats"]) await mkdir(join(home(i), each), { recursive: true });
    await writeFile(join(home(i), "config.xml"), configuration(home(i), ports, i));
    await writeFile(join(home(i), "users.xml"), users(threads));
  }

  const query = async (shard, sql, body) => {
    const url = body === undefined ? urls[shard] : `${urls[shard]}/?query=${encodeURIComponent(sql)}`;
    const answer = await fetch(url, { method: "POST", body: body ?? sql });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.trim());
    return text;
  };

  const start = async (i) => {
    // The shell waits on a pipe from us: when we are gone, however that came about, so is the server.
    const script =
      '"$1" --config-file="$2/config.xml" >"$2/out" 2>&1 & echo $! >"$2/pid"; cat >/dev/null; kill -KILL $!; wait $!';
    const child = spawn("sh", ["-c", script, "sh", command, home(i)], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true, // Ctrl-C is for us; we then stop the servers
    });
    children[i] = child;
    for (let tries = 0; tries < 300; tries++) {
      if (
        await fetch(`${urls[i]}/ping`).then(
          (answer) => answer.ok,
          () => false,
        )
      )
        return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`ClickHouse did not start:\n${await readFile(join(home(i), "out"), "utf8")}`);
  };

  const stop = async () => {
    await Promise.all(
      children.filter(Boolean).map(
        (child) =>
          new Promise((done) => {
            if (child.exitCode !== null || child.signalCode !== null) return done();
            child.once("exit", done);
            child.stdin.end();
          }),
      ),
    );
  };

  try {
    await Promise.all(urls.map((_, i) => start(i)));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: urls[0],
    urls,
    cluster: "crm",
    query,
    pid: async (shard) => Number(await readFile(join(home(shard), "pid"), "utf8")),
    start,
    stop,
  };
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
  // "yandex" is the root that release 18.16 wants and that current ones still take
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
