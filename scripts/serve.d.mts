export function serve(options: {
  folder: string;
  port?: number;
  tls?: object;
}): Promise<{ url: string; port: number; close(): Promise<void> }>;
