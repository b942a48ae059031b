import type { FlowPicture as Drawing, PictureNode } from '@raccord/runtime/flow-page/draw-flow';
import { initials, kindIcons } from '../nodes/node-icon.tsx';
import classes from './flow-picture.module.css';

type Props = {
  picture: Drawing;
  /** What it shows, for whoever does not see it. */
  text: string;
  /** The titles of apps, for their marks. */
  titleOf?: (app: string) => string;
};

const MARK = 24;
const PADDING = 10;

/** A flow as it was drawn by the server: steps and connections, with words where there is room for them. All of it is text. */
export function FlowPicture({ picture, text, titleOf = (app) => app.replaceAll('-', ' ') }: Props) {
  const { width, height, node, nodes, edges } = picture;
  const named = node.width > 100;
  return (
    <svg
      className={classes.picture}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={text}
    >
      {edges.map(({ from, to, port, path }) => (
        <path key={`${from} ${port ?? ''} ${to}`} d={path} className={classes.edge} />
      ))}
      {nodes.map((one) => (
        <g key={one.id} transform={`translate(${one.x} ${one.y})`}>
          <title>{`${one.title} · ${one.line}`}</title>
          <rect width={node.width} height={node.height} rx={4} className={classes.box} />
          {named ? (
            <>
              <Mark of={one} x={PADDING} y={(node.height - MARK) / 2} titleOf={titleOf} />
              <text x={PADDING * 2 + MARK} y={node.height / 2 - 5} className={classes.title}>
                {cut(one.title)}
              </text>
              <text x={PADDING * 2 + MARK} y={node.height / 2 + 14} className={classes.line}>
                {cut(one.line, 1.15)}
              </text>
            </>
          ) : (
            <Mark of={one} x={(node.width - MARK) / 2} y={(node.height - MARK) / 2} titleOf={titleOf} />
          )}
        </g>
      ))}
      {edges.map(
        ({ from, to, port, label }) =>
          label !== undefined && (
            <text key={`${from} ${port} ${to}`} x={label.x} y={label.y + 4} className={classes.port}>
              {cut(label.text)}
            </text>
          ),
      )}
    </svg>
  );
}

function Mark({ of, x, y, titleOf }: { of: PictureNode; x: number; y: number; titleOf: (app: string) => string }) {
  if (of.app === undefined) {
    const Icon = kindIcons[of.kind];
    return <Icon x={x + 2} y={y + 2} width={MARK - 4} height={MARK - 4} className={classes.icon} />;
  }
  return (
    <text x={x + MARK / 2} y={y + MARK / 2 + 5} className={classes.mark}>
      {initials(titleOf(of.app))}
    </text>
  );
}

const LONGEST = 27;

function cut(words: string, share = 1): string {
  const letters = [...words];
  const most = Math.floor(LONGEST * share);
  return letters.length <= most
    ? words
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
