import Type from 'typebox';
import { useTemplate } from '../../flows/copy-flow.ts';
import { findTemplate } from '../../flows/read-templates.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { endpoint } from '../endpoint.ts';
import { FlowName } from '../flows/flow-body.ts';
import { FlowParams } from '../params.ts';

export const startFromTemplate = endpoint({
  method: 'POST',
  url: '/api/templates/:id/use',
  access: 'builder',
  summary:
    'A draft made from a template, with its connection slots, its tests and its samples, in the reader’s language',
  params: FlowParams,
  body: Type.Object({ name: Type.Optional(FlowName) }, { additionalProperties: false }),
  answer: Type.Object({ id: Type.String() }),
  async handle({ deps, principal, params, body, request }) {
    const { workspaceId, label: by } = principal;
    const template = await findTemplate(params.id);
    const language = preferredLanguage(request.headers['accept-language']);
    return { id: await useTemplate(deps.db, { workspaceId, name: body.name, template, language, by }) };
  },
});
