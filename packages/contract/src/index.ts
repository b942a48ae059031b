export * from './connector.ts';
export * from './failure.ts';
export * from './flow.ts';
export * from './flow-test.ts';
export { type Catalogue, fill, type Language } from './messages/catalogue.ts';
export { describeFailure, messages } from './messages/describe.ts';
export * from './object.ts';
export * from './problem.ts';
export * from './record.ts';
