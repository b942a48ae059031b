export function newConnector(
  root: URL,
  names: { id: string | undefined; title?: string },
): { files: string[]; next: string };
