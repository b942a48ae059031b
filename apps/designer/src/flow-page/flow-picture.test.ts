import { drawFlow } from '@raccord/runtime/flow-page/draw-flow';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FlowPicture } from './flow-picture.tsx';

const evil = `<script>alert(1)</script>"'&`;

test.each(['down', 'right'] as const)('%s: whatever a step is called, it is text', (direction) => {
  const nodes = [
    { id: 'start', kind: 'trigger' as const, uses: 'manual/run' },
    { id: 'known', kind: 'branch' as const, cases: [{ port: 'yes', when: 'true' }] },
  ];
  const edges = [{ from: 'start', to: 'known' }];
  const picture = drawFlow({ nodes, edges }, direction, () => ({ title: evil, line: evil }));
  const svg = renderToStaticMarkup(createElement(FlowPicture, { picture, text: evil, titleOf: () => evil }));
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script&gt;');
  expect(svg.match(/<title>/g)).toHaveLength(2);
});
