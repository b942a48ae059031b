import Type from 'typebox';
import { readTemplates } from '../../flows/read-templates.ts';
import { endpoint } from '../endpoint.ts';
import { Document } from '../flows/flow-body.ts';

const Text = Type.Object({ en: Type.String(), fr: Type.String() });

export const listTemplatesRoute = endpoint({
  method: 'GET',
  url: '/api/templates',
  access: 'viewer',
  summary: 'Flows to begin with',
  answer: Type.Object({
    templates: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Text,
        description: Text,
        tags: Type.Array(Type.String()),
        apps: Type.Array(Type.String({ description: 'Connectors its steps use.' })),
        tests: Type.Array(Type.String({ description: 'What they show.' })),
        document: Document,
      }),
    ),
  }),
  async handle() {
    const templates = await readTemplates();
    return { templates: templates.map(({ tests, ...one }) => ({ ...one, tests: tests.map(({ name }) => name) })) };
  },
});
