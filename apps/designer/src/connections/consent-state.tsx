import { Alert, Anchor, Group, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Consent } from './use-consent.ts';

/** How connecting an account goes, in words, and what to do where it does not go on by itself. */
export function ConsentState({ of, app }: { of: Consent; app: string }) {
  const { t } = useTranslation();
  if (of.state === 'idle') return null;
  if (of.state === 'opening' || of.state === 'waiting')
    return (
      <Group gap="xs" role="status" wrap="nowrap">
        <Loader size={16} aria-hidden />
        <Text size="sm">{t(`connections.consent.${of.state}`, { app })}</Text>
      </Group>
    );
  if (of.state === 'connected')
    return (
      <Alert color="green" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
        {of.account === null
          ? t('connections.consent.connected')
          : t('connections.consent.connectedAs', { account: of.account })}
        {of.missing.length > 0 && (
          <Text size="sm">{t('connections.consent.missing', { scopes: of.missing.join(', ') })}</Text>
        )}
      </Alert>
    );
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
      {of.state === 'blocked' && (
        <>
          {t('connections.consent.blocked')}{' '}
          <Anchor href={of.address} target="_blank" rel="noopener">
            {t('connections.consent.openHere', { app })}
          </Anchor>
        </>
      )}
      {of.state === 'left' && t('connections.consent.left', { app })}
      {of.state === 'refused' && t('connections.consent.refused', { message: of.message })}
    </Alert>
  );
}
