import { type SerializerFactory, SerializerSelector } from '@fastify/fast-json-stringify-compiler';

/** Fastify's own, each compiled when it is first used: hundreds of answers and errors have one, and a start needs none. */
export const lazySerializers: SerializerFactory = (schemas, options) => {
  const compile = SerializerSelector()(schemas, options);
  return (route) => {
    let serialize: ReturnType<typeof compile> | undefined;
    return (data) => {
      serialize ??= compile(route);
      return serialize(data);
    };
  };
};
