/** The product's version, as told by `/healthz` and the command line. */
export const VERSION = '0.1.0';
