declare global {
  /** Where libraries that make styles look for the nonce those must carry. */
  var __webpack_nonce__: string | undefined;
}

/** The nonce that the server wrote into its page: styles made later are refused without it. */
export function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
}

globalThis.__webpack_nonce__ = pageNonce();
