import { drawFlow } from '@raccord/runtime/flow-page/draw-flow';
import { stepWords } from '@raccord/runtime/flow-page/step-words';
import Type from 'typebox';
import { readTemplates } from '../../flows/read-templates.ts';
import { templateIn } from '../../flows/template-in.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { endpoint } from '../endpoint.ts';

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
        apps: Type.Array(Type.Object({ id: Type.String(), title: Text }), { description: 'What its steps use.' }),
        connections: Type.Array(Type.Object({ slot: Type.String(), connector: Type.String() }), {
          description: 'What one needs an account for.',
        }),
        tests: Type.Array(Type.String({ description: 'What they show.' })),
        picture: Type.Unknown({ description: '`FlowPicture` of packages/runtime/src/flow-page/draw-flow.ts.' }),
      }),
    ),
  }),
  async handle({ deps: { registry }, request }) {
    const language = preferredLanguage(request.headers['accept-language']);
    const templates = await readTemplates();
    return {
      templates: templates.map((template) => {
        const { id: of, title, description, tags, apps } = template;
        const { document, tests } = templateIn(template, language);
        const nodes = new Map(document.nodes.map((node) => [node.id, node]));
        const slots = Object.entries(document.connections ?? {});
        return {
          ...{ id: of, title, description, tags },
          apps: apps.map((id) => ({ id, title: registry[id]?.title ?? { en: id, fr: id } })),
          tests: tests.map(({ name }) => name),
          connections: slots.map(([slot, { connector }]) => ({ slot, connector })),
          picture: drawFlow(document, 'right', (id) => stepWords(nodes.get(id)!, registry, language)),
        };
      }),
    };
  },
});
