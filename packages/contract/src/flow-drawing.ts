import Type, { type Static } from 'typebox';

/** An id that expressions can name: `{{order.total}}` reads node `order`; one with dashes is read as `` {{`find-order`.total}} ``. */
export const NodeId = Type.String({
  pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$',
  description: 'The name expressions know the node by.',
});

/** Colours of the theme, by name: what they look like is for the screen, in light and in dark. */
export const noteColours = ['yellow', 'blue', 'green', 'pink', 'gray'] as const;
export type NoteColour = (typeof noteColours)[number];
/** Pixels of the canvas: the least and the most a note is wide and high. */
export const noteSizes = { width: { least: 120, most: 1_200 }, height: { least: 60, most: 1_200 } } as const;
export const MOST_NOTES = 200;
export const MOST_GROUPS = 100;

/** Words on the canvas, beside the steps. Text, never markup. */
export const FlowNote = Type.Object(
  {
    id: NodeId,
    text: Type.String({ maxLength: 4_000 }),
    x: Type.Number(),
    y: Type.Number(),
    width: Type.Integer({ minimum: noteSizes.width.least, maximum: noteSizes.width.most }),
    height: Type.Integer({ minimum: noteSizes.height.least, maximum: noteSizes.height.most }),
    colour: Type.Optional(Type.Enum([...noteColours], { description: 'Default `yellow`.' })),
  },
  { additionalProperties: false, description: 'Words on the canvas. The engine takes no notice of them.' },
);
export type FlowNote = Static<typeof FlowNote>;

/** Steps that belong together for a reader. */
export const FlowGroup = Type.Object(
  {
    id: NodeId,
    title: Type.String({ maxLength: 200 }),
    members: Type.Array(NodeId, {
      minItems: 1,
      maxItems: 500,
      description: 'Ids of nodes, each in one group at most.',
    }),
  },
  { additionalProperties: false, description: 'Steps drawn together under a title. The engine takes no notice of it.' },
);
export type FlowGroup = Static<typeof FlowGroup>;
