export function checkedUrl(text: string): string;
export function manifestFor(options: { url: string; development?: boolean }): Promise<string>;
export function buildManifest(options: { file: string; url: string; development?: boolean }): Promise<void>;
