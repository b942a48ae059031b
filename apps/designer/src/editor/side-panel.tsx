import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './editor.module.css';

const KEPT_AS = 'raccord.inspector';
/** Pixels. */
const [NARROWEST, USUAL, WIDEST, STEP] = [280, 360, 720, 16];

const within = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

function kept(): number {
  const width = Number(localStorage.getItem(KEPT_AS));
  return width > 0 ? within(width) : USUAL;
}

/** The settings beside the drawing, as wide as somebody has pulled them; this browser remembers it. */
export function SidePanel({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [width, setWidth] = useState(kept);
  const put = (next: number) => {
    setWidth(within(next));
    localStorage.setItem(KEPT_AS, String(within(next)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: width + STEP, ArrowRight: width - STEP, Home: WIDEST, End: NARROWEST, Enter: USUAL };
    if (!Object.hasOwn(next, event.key)) return;
    event.preventDefault();
    put(next[event.key as keyof typeof next]);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    put(event.currentTarget.parentElement!.getBoundingClientRect().right - event.clientX);
  };
  return (
    <div className={classes.panel} style={{ '--panel-width': `${width}px` } as React.CSSProperties}>
      {/* biome-ignore lint/a11y/useSemanticElements: a line cannot be moved, a separator can */}
      <div
        role="separator"
        tabIndex={0}
        className={classes.separator}
        aria-orientation="vertical"
        aria-label={t('editor.resize')}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        aria-valuetext={t('editor.pixels', { count: width })}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => put(USUAL)}
      />
      {children}
    </div>
  );
}
