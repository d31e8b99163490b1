// Who looks. An API key or a token is kept for this tab alone and sent in a header by this page's
// own requests: no other site, tab or server on this host can have the browser send it.

const KEPT = 'gpmc-credential';
const RANKS = ['viewer', 'operator', 'admin'];

let session = { signIn: [] };

export const mayOperate = () => RANKS.indexOf(session.role) >= 1;
export const mayAdminister = () => RANKS.indexOf(session.role) >= 2;
export const who = () => session;

/** The headers that prove who asks. */
export function proof() {
  const kept = sessionStorage.getItem(KEPT);
  if (!kept) return {};
  return isToken(kept) ? { Authorization: 'Bearer ' + kept } : { 'X-API-Key': kept };
}

/** A token of an identity provider has three parts with dots between them. */
const isToken = text => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

export const keep = credential => sessionStorage.setItem(KEPT, credential);
export const forget = () => sessionStorage.removeItem(KEPT);
export const kept = () => sessionStorage.getItem(KEPT) !== null;

export const learn = told => { session = told; };
