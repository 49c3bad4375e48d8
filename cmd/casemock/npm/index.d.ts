/**
 * The flags of `casemock serve`, by their names without the dashes: `{cases: 10, "fail-rate":
 * ["updateCase/500=0.05"]}`. True is a flag alone, an array one that is repeated. Without `addr`, the server
 * takes a free port.
 */
export type Flags = Record<string, string | number | boolean | undefined | ReadonlyArray<string | number>>;

/** A running server. */
export interface Casemock {
  /** Its address, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The value of `Authorization`; followed by `/name`, it opens a world of its own. */
  readonly key: string;
  /** The address of the admin API, and of the console. */
  readonly admin: string;

  /** Makes the next requests get the answers of a scenario, as in `force("updateCase/422", {times: 2})`. */
  force(scenario: string, options?: { times?: number; id?: string; world?: string }): Promise<unknown>;
  /** What was asked and answered, newest first. */
  requests(filters?: {
    operation?: string;
    status?: number;
    scenario?: string;
    since?: string | number;
    limit?: number;
    world?: string;
  }): Promise<JournalEntry[]>;
  /** Is the client right? With `wait`, as in `"30s"`, it waits until nothing is open. */
  verdict(options?: { wait?: string; world?: string }): Promise<{ rules: RuleVerdict[]; open: number }>;
  /** Forgets forced answers, the journal and every change. */
  reset(options?: { world?: string }): Promise<unknown>;
  /** Calls the admin API; an answer that is no success is an error with its text. */
  call(method: string, path: string, body?: unknown, query?: Record<string, unknown>): Promise<unknown>;
  /** Ends the server and waits until it has gone. */
  stop(): Promise<void>;
}

/** What comes of a rule for clients, such as `updateCase/500/retry`. */
export interface RuleVerdict {
  rule: string;
  sentence: string;
  verdict: "kept" | "broken" | "open" | "not exercised";
  kept: number;
  broken: number;
  open: number;
  evidence: { why: string; exchanges: { n: number; time: string; method: string; path: string; status?: number }[] }[];
}

/** An entry of the journal. */
export interface JournalEntry {
  n: number;
  time: string;
  world: string;
  operation: string;
  method: string;
  path: string;
  query?: Record<string, unknown>;
  headers: Record<string, unknown>;
  body?: unknown;
  answer: {
    status: number;
    rule: string;
    scenario?: string;
    step?: number;
    headers: Record<string, unknown>;
    body?: unknown;
  };
  durationMs: number;
}

/** Starts a server. Stop it; it is ended with this process at the latest. */
export function startCasemock(flags?: Flags): Promise<Casemock>;

/** Starts a server, calls `use` with it, and stops it, whatever `use` does. */
export function withCasemock<T>(use: (server: Casemock) => T | Promise<T>): Promise<T>;
export function withCasemock<T>(flags: Flags, use: (server: Casemock) => T | Promise<T>): Promise<T>;
