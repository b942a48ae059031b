/** What trying a flow on samples says. */
export const samplesEn = {
  example: 'Example made from the schemas',
};
