import type { Problem } from '../api/contract';

export type FailureKind =
  | 'signed-out' | 'forbidden' | 'missing' | 'conflict' | 'stale' | 'invalid' | 'offline' | 'timeout' | 'unavailable' | 'fault';

/** Why a call did not succeed: what the server said, or that no answer came. */
export class Failure extends Error {
  constructor(readonly kind: FailureKind, readonly status: number, readonly problem?: Problem,
    /** Seconds that the server asks to wait. */
    readonly retryAfter?: number) {
    super(problem?.detail ?? kind);
    this.name = 'Failure';
  }

  get code(): string {
    return this.problem?.code ?? '';
  }

  /** Whether the same call may succeed later without a change of what was sent. */
  get passing(): boolean {
    return this.kind === 'offline' || this.kind === 'timeout' || this.kind === 'unavailable' || this.problem?.retryable === true;
  }

  static of(error: unknown): Failure {
    return error instanceof Failure ? error : new Failure('fault', 0);
  }
}

export function kindOf(status: number): FailureKind {
  switch (status) {
    case 401: return 'signed-out';
    case 403: return 'forbidden';
    case 404: return 'missing';
    case 409: return 'conflict';
    case 412: return 'stale';
    case 429: case 502: case 503: case 504: return 'unavailable';
    default: return status >= 400 && status < 500 ? 'invalid' : 'fault';
  }
}
