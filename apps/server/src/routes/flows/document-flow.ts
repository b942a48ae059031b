import { toMarkdown } from '@raccord/runtime/flow-page/to-markdown';
import Type from 'typebox';
import { flowPage } from '../../flows/flow-page.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';

const query = Type.Object({
  version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Absent: the draft.' })),
  language: Type.Optional(Type.Enum(['en', 'fr'], { description: 'Absent: as `Accept-Language` says.' })),
  zone: Type.Optional(Type.String({ maxLength: 64, default: 'UTC', description: 'The reader’s time zone.' })),
});

function pageFor({
  deps,
  principal,
  params,
  query: asked,
  request,
}: Call<typeof FlowParams, typeof query, undefined, 'viewer'>) {
  const { version, language = preferredLanguage(request.headers['accept-language']), zone = 'UTC' } = asked;
  const of = { workspaceId: principal.workspaceId, flowId: params.id, version, language, zone };
  return flowPage(deps.db, deps.registry, of, deps.now());
}

export const getFlowPage = endpoint({
  method: 'GET',
  url: '/api/flows/:id/document',
  access: 'viewer',
  summary: 'The documentation of a flow, made from the flow itself: sections of words, tables and a picture',
  params: FlowParams,
  query,
  answer: Type.Object({ page: Type.Unknown({ description: '`FlowPage` of packages/runtime/src/flow-page/page.ts.' }) }),
  handle: async (call) => ({ page: await pageFor(call) }),
});

export const getFlowMarkdown = endpoint({
  method: 'GET',
  url: '/api/flows/:id/document.md',
  access: 'viewer',
  summary: 'The documentation of a flow as Markdown',
  params: FlowParams,
  query,
  answer: Type.Unknown(),
  async handle(call) {
    const markdown = toMarkdown(await pageFor(call));
    return call.reply
      .header('content-disposition', `attachment; filename="${call.params.id}.md"`)
      .type('text/markdown; charset=utf-8')
      .send(markdown);
  },
});
