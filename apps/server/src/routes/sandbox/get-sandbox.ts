import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { endpoint } from '../endpoint.ts';

export const getSandbox = endpoint({
  method: 'GET',
  url: '/api/sandbox',
  access: 'operator',
  summary: 'Where the built-in stand-ins listen, on the machine of the server',
  answer: Type.Object({ address: Type.String() }),
  async handle({ deps }) {
    const { address } = deps.sandbox;
    if (address === undefined) throw new Failure('missing', 'server.noSandbox');
    return { address };
  },
});
