// Questions to the server: typed, cancellable, with errors that a person can read.
import type { ReviewRequest } from "./contract";

const BASE = "/api/v1";
const KEY = "purport.key";

/** What went wrong, as the server told it (problem+json) or as the network failed. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail || title);
  }
}

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Readonly<Record<string, QueryValue>>;

/** An address of the API; unset values are left out, and the order of names is fixed so that caches agree. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value !== null && value !== undefined && value !== "" && value !== false) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return BASE + path + (text ? `?${text}` : "");
}

/** A part of an API path: ids hold slashes. */
export const part = encodeURIComponent;

// The key lives as long as the tab: it is a secret, and a shared computer should forget it.
export function accessKey(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
export function keepAccessKey(key: string): void {
  sessionStorage.setItem(KEY, key);
}

export function authorisation(): Record<string, string> {
  const key = accessKey();
  return key ? { Authorization: `Bearer ${key}` } : {};
}

/** The error that a response tells, whatever its body is. */
export async function problemOf(response: Response): Promise<ApiError> {
  let told: Record<string, unknown> = {};
  try {
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null) told = body as Record<string, unknown>;
  } catch {
    // Not JSON: the status has to say it.
  }
  const text = (name: string, otherwise: string) => (typeof told[name] === "string" ? told[name] : otherwise);
  return new ApiError(
    response.status,
    text("code", "unknown"),
    text("title", `The server answered ${response.status}`),
    text("detail", ""),
  );
}

async function ask(path: string, query: Query, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address(path, query), { ...init, headers: { ...authorisation(), ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "unreachable", "The server does not answer", "Is purport serve still running? This page tries again by itself.");
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Reads; `signal` stops a question that nobody waits for any more. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, query, { signal, headers: { Accept: "application/json" } });
  return (await response.json()) as T;
}

/** Sends; the answer's status tells, for example, a new article (201) from a known one (200). */
export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<{ status: number; value: T }> {
  const response = await ask(
    path,
    {},
    { method: "POST", signal, body: JSON.stringify(body), headers: { "Content-Type": "application/json", Accept: "application/json" } },
  );
  return { status: response.status, value: (await response.json()) as T };
}

export const postReview = async (request: ReviewRequest): Promise<number> => (await post<{ id: number }>("/reviews", request)).value.id;
