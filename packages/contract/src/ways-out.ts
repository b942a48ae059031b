import Type, { type Static } from 'typebox';

/** Addresses of a vendor. A connection's `endpoints` replace any of them, so that another server can take the vendor's place. */
export type Endpoints = {
  api: string;
  authorize?: string;
  token?: string;
  revoke?: string;
  upload?: string;
  /** For what does not speak HTTP: `smtp://host:port`, `imap://host:port`, `sql://host:port`. */
  smtp?: string;
  imap?: string;
  sql?: string;
};

export type HttpRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, or relative to `base`. */
  url: string;
  base?: keyof Endpoints;
  query?: Record<string, string | number | boolean | undefined | readonly (string | number)[]>;
  headers?: Record<string, string>;
  /** At most one of the five. `json` is serialised, `form` is `application/x-www-form-urlencoded`, `text` and `bytes` go as they are. */
  json?: unknown;
  form?: Record<string, string>;
  text?: string;
  bytes?: Uint8Array;
  /** `multipart/form-data`. */
  parts?: readonly FormPart[];
  /** Which of the connector's rate rules it counts for; default all that name no calls of their own. */
  rate?: string;
  /** Milliseconds for the whole exchange. Default 30,000. */
  timeoutMs?: number;
  /** Largest answer accepted, in bytes. Default 10 MiB. */
  maxBytes?: number;
};

export type FormPart =
  | { name: string; value: string }
  | { name: string; fileName: string; type: string; bytes: Uint8Array };

export type HttpResponse = {
  status: number;
  headers: Record<string, string>;
  /** The body as it came. */
  bytes: Uint8Array;
  /** Parsed when the answer says it is JSON and is; else undefined. */
  json: unknown;
  text: string;
};

/**
 * The only way out. Adds the connection's credentials, guards the address inside the socket, takes no credentials along a redirect to
 * another host, bounds time and size, and turns transport faults into a `Failure` (`transient`, with `uncertain` when the request may have
 * arrived). An HTTP status is never thrown here: the connector's status table decides.
 */
export type HttpClient = { request(request: HttpRequest): Promise<HttpResponse> };

/**
 * A file on its way through a flow: kept outside the record, which carries only this. Any action that takes a file takes one of these,
 * wherever it came from.
 */
export const FileRef = Type.Object(
  {
    file: Type.String({ description: 'Id in the file store.' }),
    name: Type.String(),
    type: Type.String({ description: 'Media type.' }),
    size: Type.Integer({ description: 'Bytes.' }),
  },
  { additionalProperties: false },
);
export type FileRef = Static<typeof FileRef>;

/** Files of one workspace, up to 25 MiB each; they go when the records that name them do. */
export type Files = {
  /** @throws Failure tooLarge `files.tooLarge` */
  put(file: { name: string; type: string; content: Uint8Array }): Promise<FileRef>;
  /** @throws Failure missing `files.gone` */
  get(file: FileRef): Promise<Uint8Array>;
};

/**
 * The way out for what does not speak HTTP (mail, databases). It hands out an address that is already looked up and judged, for a socket
 * that connects to that very address: there is no second look-up to flip. The credentials come with it and with nothing else.
 */
export type SocketDoor = {
  /**
   * @param service its endpoint, when an administrator has set one, takes the place of host and port
   * @param ports open on public addresses
   * @throws Failure config `http.hostNotAllowed`, `socket.portBlocked`, `http.addressBlocked`; transient `http.unreachable`
   */
  open(service: 'smtp' | 'imap' | 'sql', target: SocketTarget & { ports: readonly number[] }): Promise<OpenedDoor>;
};
export type SocketTarget = { host: string; port: number };
export type OpenedDoor = SocketTarget & {
  /** The literal to connect to; `host` is the name that the certificate must carry. */
  address: string;
  /** An administrator has opened this very host and port: only there may a line go without TLS. */
  opened: boolean;
  credentials: Record<string, string>;
};

/** Folders of the machine that its operator has opened to flows, by name; flows never name a path. */
export type Folders = {
  names(): string[];
  /** @throws Failure config `folders.notOpen`, `folders.unreadable`, `folders.tooMany` */
  list(folder: string): Promise<{ name: string; size: number; changedAt: number }[]>;
  /** @throws Failure missing `folders.noFile` */
  read(folder: string, name: string): Promise<Uint8Array>;
};

/** Those who have subscribed to events of this workspace, by id; their addresses are kept out of records. */
export type Hooks = {
  listeners(event: string): Promise<string[]>;
  /** Undefined when it has unsubscribed. */
  address(id: string): Promise<string | undefined>;
  taken(id: string): Promise<void>;
  /** Nobody was there. @returns whether it is given up for good now */
  missed(id: string): Promise<boolean>;
  gone(id: string): Promise<void>;
};
