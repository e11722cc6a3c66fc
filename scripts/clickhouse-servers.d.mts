export interface ClickHouseServers {
  /** The first shard, which also holds the `Distributed` tables. */
  readonly url: string;
  readonly urls: readonly string[];
  readonly cluster: string;
  query(shard: number, sql: string, body?: string | Buffer): Promise<string>;
  pid(shard: number): Promise<number>;
  start(shard: number): Promise<void>;
  stop(): Promise<void>;
}
export function findClickHouse(): string | undefined;
export function startClickHouse(options: {
  folder: string;
  shards?: number;
  threads?: number;
}): Promise<ClickHouseServers>;
