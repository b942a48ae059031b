import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';

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
export function useConsent(id: string | undefined, onConnected?: () => void) {
  const queries = useQueryClient();
  const [consent, setConsent] = useState<Consent>({ state: 'idle' });
  const popup = useRef<Window | null>(null);
  const done = useRef(onConnected);
  done.current = onConnected;

  useEffect(() => {
    if (id === undefined) return;
    const channel = new BroadcastChannel('raccord.connection');
    channel.onmessage = async ({ data }: MessageEvent<Ended>) => {
      if (data.type !== 'raccord.connection' || (data.connection !== '' && data.connection !== id)) return;
      popup.current = null;
      await queries.invalidateQueries({ queryKey: ['connections'] });
      await queries.invalidateQueries({ queryKey: ['connection', id] });
      const detail = await dataOf(api.GET('/api/connections/{id}', { params: { path: { id } } }));
      if (data.result === 'connected') {
        setConsent({ state: 'connected', account: detail.account, missing: detail.missingScopes });
        done.current?.();
      } else setConsent({ state: 'refused', message: detail.lastConsent?.message ?? '' });
    };
    return () => channel.close();
  }, [id, queries]);

  useEffect(() => {
    if (consent.state !== 'waiting') return;
    const timer = setInterval(() => {
      if (popup.current?.closed === true) setConsent({ state: 'left' });
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [consent.state]);

  const begin = useMutation({
    mutationFn: (of: string) =>
      dataOf(api.POST('/api/connections/{id}/authorize', { params: { path: { id: of } }, body: {} })),
  });
  const { mutateAsync } = begin;
  const start = useCallback(
    async (of: string) => {
      // Opened at once: after an answer it would no longer be the person's own click, and be blocked.
      popup.current = window.open('', 'raccord-consent', windowShape);
      setConsent({ state: 'opening' });
      try {
        const { address } = await mutateAsync(of);
        if (popup.current === null) return setConsent({ state: 'blocked', address });
        popup.current.location.replace(address);
        setConsent({ state: 'waiting' });
      } catch (failure) {
        popup.current?.close();
        setConsent({ state: 'refused', message: failureText(failure) });
      }
    },
    [mutateAsync],
  );
  return { consent, start };
}
