/** What samples and trying a flow on them say. */
export const samplesEn = {
  example: 'Example made from the schemas',
  part: '{{label}} ({{part}} of {{parts}})',
  unnamed: '{{origin}}, {{at}}',
  origin: {
    webhook: 'Caught delivery',
    poll: 'Read from the account',
    run: 'From a run',
    pasted: 'Pasted',
    example: 'Example',
  },
};
