import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';

/** As the server takes. */
const MOST_BYTES = 10 * 1_024 * 1_024;

export function ImportFlow() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const say = (color: string, message: string) =>
    notifications.show({ color, message, autoClose: color === 'red' ? false : 5_000 });
  const importing = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > MOST_BYTES) return say('red', t('flows.tooLarge', { name: file.name }));
      const text = await file.text();
      let document: unknown;
      try {
        document = JSON.parse(text);
      } catch {
        return say('red', t('flows.notJson', { name: file.name }));
      }
      const { id } = await dataOf(api.POST('/api/flows', { body: { document } }));
      say('green', t('flows.imported', { name: id }));
      await queries.invalidateQueries({ queryKey: ['flows'] });
    },
    onError: (failure) => say('red', failureText(failure)),
  });
  return (
    <FileButton accept="application/json,.json" onChange={(file) => file !== null && importing.mutate(file)}>
      {(props) => (
        <Button
          {...props}
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
          loading={importing.isPending}
        >
          {t('flows.import')}
        </Button>
      )}
    </FileButton>
  );
}
