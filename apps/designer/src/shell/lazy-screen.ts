import { lazyRouteComponent } from '@tanstack/react-router';
import { allTexts } from '../i18n/index.ts';

/** A screen that is fetched when somebody goes there, and what it says with it. */
export function lazyScreen<M extends Record<string, unknown>, K extends keyof M>(load: () => Promise<M>, name: K) {
  return lazyRouteComponent(async () => {
    const [screen] = await Promise.all([load(), allTexts()]);
    return screen;
  }, name);
}
