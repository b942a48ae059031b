/** The product's version, as told by `/api/health` and the command line. */
export const VERSION = '0.1.0';
