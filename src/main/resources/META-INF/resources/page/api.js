// Requests to the worker.
import { proof } from './session.js';

/** What the worker refused, as it says it itself (RFC 9457), or that it could not be asked. */
export class Problem extends Error {
  constructor(status, details) {
    super(details.detail ?? details.title ?? `The worker answered ${status}.`);
    this.status = status;
    this.title = details.title;
  }
}

/** Is called when who asks is not, or no longer, known. */
export const onUnknown = { call: () => {} };

/** @param path below /api/v1 */
export async function request(path, { headers, ...options } = {}) {
  let response;
  try {
    response = await fetch('api/v1' + path, {
      ...options,
      cache: 'no-store',
      redirect: 'error',
      headers: { ...proof(), 'X-Requested-With': 'JavaScript', ...headers },
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { detail: 'The worker cannot be reached.' });
  }
  if (response.ok) return response;
  let details = {};
  try {
    details = await response.json();
  } catch {
    // Something in between answered.
  }
  if (response.status === 401 || response.status === 499) onUnknown.call();
  throw new Problem(response.status, details);
}

/** @param query parameters; empty ones are left out */
export async function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  const response = await request(path + (given.length ? '?' + new URLSearchParams(given) : ''));
  return response.json();
}

/** @returns the answer, with its `status` */
export async function post(path, body, headers = {}) {
  const response = await request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  return { ...await response.json(), status: response.status };
}

export const operationPath = id => '/operations/' + encodeURIComponent(id);

/** For `Idempotency-Key`: a request that is repeated does nothing twice. */
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))]
  .map(byte => byte.toString(16).padStart(2, '0')).join('');

/**
 * A reading that never overtakes itself: asked for while it is `underWay`, it is done once more
 * afterwards, for what is under way may bring what was before.
 */
export function inTurn(read) {
  let again = false;
  const turn = async () => {
    again = true;
    if (turn.underWay) return;
    turn.underWay = true;
    try {
      while (again) {
        again = false;
        await read();
      }
    } finally {
      turn.underWay = false;
    }
  };
  return turn;
}
