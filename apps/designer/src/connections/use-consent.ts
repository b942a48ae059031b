import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { connectionDetail } from './connection-queries.ts';

/** How connecting an account goes: `blocked` by the browser, `left` when its window was closed, `refused` by whoever was asked. */
export type Consent =
  | { state: 'idle' | 'opening' | 'waiting' | 'left' }
  | { state: 'blocked'; address: string }
  | { state: 'refused'; message: string }
  | { state: 'connected'; account: string | null; missing: readonly string[] };

const LOOK_MS = 500;
const windowShape = 'popup,width=620,height=780';

/** What the last page of the consent tells, in whatever window it stands (`oauth-html.ts` of the server). */
type Ended = { type: 'raccord.connection'; result: 'connected' | 'failed'; connection: string };

/**
 * Connects an account through the vendor's own page in a window beside this one. Its end is noticed however the window came there, and
 * also after it seemed to be closed: a vendor's page can cut itself off.
 */
export function useConsent(onConnected?: () => void) {
  const queries = useQueryClient();
  const [consent, setConsent] = useState<Consent>({ state: 'idle' });
  const popup = useRef<Window | null>(null);
  const target = useRef<string>(undefined);
  const done = useRef(onConnected);
  done.current = onConnected;

  useEffect(() => {
    const channel = new BroadcastChannel('raccord.connection');
    channel.onmessage = async ({ data }: MessageEvent<Ended>) => {
      const id = target.current;
      if (data.type !== 'raccord.connection' || id === undefined) return;
      if (data.connection !== '' && data.connection !== id) return;
      popup.current = null;
      try {
        const detail = await queries.fetchQuery({ ...connectionDetail(id), staleTime: 0 });
        void queries.invalidateQueries({ queryKey: ['connections'] });
        if (data.result === 'connected') {
          setConsent({ state: 'connected', account: detail.account, missing: detail.missingScopes });
          done.current?.();
        } else setConsent({ state: 'refused', message: detail.lastConsent?.message ?? '' });
      } catch (failure) {
        setConsent({ state: 'refused', message: failureText(failure) });
      }
    };
    return () => channel.close();
  }, [queries]);

  useEffect(() => {
    if (consent.state !== 'waiting') return;
    const timer = setInterval(() => {
      if (popup.current?.closed === true) setConsent({ state: 'left' });
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [consent.state]);

  /** @param connection its id, or what makes it first; called from a click, else the browser opens no window */
  const start = useCallback(async (connection: string | (() => Promise<string>)) => {
    // Opened at once: after an answer it would no longer be the person's own click.
    popup.current = window.open('', 'raccord-consent', windowShape);
    setConsent({ state: 'opening' });
    try {
      const id = typeof connection === 'string' ? connection : await connection();
      target.current = id;
      const call = api.POST('/api/connections/{id}/authorize', { params: { path: { id } }, body: {} });
      const { address } = await dataOf(call);
      if (popup.current === null) return setConsent({ state: 'blocked', address });
      popup.current.location.replace(address);
      setConsent({ state: 'waiting' });
    } catch (failure) {
      popup.current?.close();
      setConsent({ state: 'refused', message: failureText(failure) });
    }
  }, []);
  return { consent, start };
}
