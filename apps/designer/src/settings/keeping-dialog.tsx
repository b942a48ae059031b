import { Alert, Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { type Days, type Keeping, type Kind, kinds, type OwnKeeping, useAct } from './settings-queries.ts';
import { useDays } from './use-days.ts';
import { useFlowChoices } from './use-flow-choices.ts';

/** What is changed; without an environment, a flow is chosen first. */
export type Changing = { name: string; environmentId?: string; flowId?: string };

const nothing: OwnKeeping = { payloads: null, metadata: null, failures: null };

export function KeepingDialog({
  keeping,
  changing,
  onClose,
}: {
  keeping: Keeping;
  changing: Changing;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const chooses = changing.environmentId === undefined;
  const [environmentId, setEnvironment] = useState(
    changing.environmentId ?? keeping.environments[0]?.environmentId ?? null,
  );
  const [flowId, setFlow] = useState(changing.flowId ?? null);
  const flows = useFlowChoices(chooses);
  const ofFlow = chooses || flowId !== null;
  const environment = keeping.environments.find((one) => one.environmentId === environmentId);
  const flow = keeping.flows.find((one) => one.environmentId === environmentId && one.flowId === flowId);
  const before = (ofFlow ? flow?.own : environment?.own) ?? nothing;
  const above = ofFlow ? (environment?.effective ?? keeping.house) : keeping.house;
  const [edited, setEdited] = useState<OwnKeeping>();
  const own = edited ?? before;
  const saving = useAct('keeping', () =>
    dataOf(
      api.PUT('/api/keeping', {
        body: { environmentId: environmentId ?? '', ...(flowId === null ? {} : { flowId }), keeping: own },
      }),
    ),
  );
  const bad = kinds.some((kind) => Number.isNaN(own[kind]));
  const save = () =>
    saving.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: t('settings.keeping.saved') });
        onClose();
      },
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings.keeping.changeOf', { name: changing.name || t('settings.keeping.flow') })}
      closeButtonProps={{ 'aria-label': t('settings.close') }}
      size="lg"
    >
      <Stack>
        {chooses && (
          <Group grow>
            <Select
              label={t('settings.keeping.flow')}
              placeholder={t('settings.keeping.chooseFlow')}
              data={flows}
              value={flowId}
              onChange={setFlow}
              searchable
              data-autofocus
            />
            <Select
              label={t('settings.keeping.environment')}
              data={keeping.environments.map(({ environmentId: value, name: label }) => ({ value, label }))}
              value={environmentId}
              onChange={setEnvironment}
              allowDeselect={false}
            />
          </Group>
        )}
        {kinds.map((kind) => (
          <TimeField
            key={kind}
            kind={kind}
            value={own[kind]}
            above={above[kind]}
            onChange={(days) => setEdited({ ...own, [kind]: days })}
          />
        ))}
        <Alert variant="light" color="blue">
          {t('settings.keeping.shorter')}
        </Alert>
        <ActFailure of={saving.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('settings.cancel')}
          </Button>
          <Button disabled={bad || (ofFlow && flowId === null)} loading={saving.isPending} onClick={save}>
            {t('settings.keeping.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type FieldProps = { kind: Kind; value: Days | null; above: Days; onChange: (days: Days | null) => void };

function TimeField({ kind, value, above, onChange }: FieldProps) {
  const { t } = useTranslation();
  const days = useDays();
  const name = t(`settings.keeping.kinds.${kind}`);
  const way = value === null ? 'above' : value === 'forever' ? 'forever' : 'days';
  const choose = (next: string | null) => {
    if (next === 'above') onChange(null);
    else if (next === 'forever') onChange('forever');
    else onChange(above === 'forever' ? 365 : above);
  };
  return (
    <Group align="flex-start" grow>
      <Select
        label={t('settings.keeping.howLong', { kind: name })}
        description={t(`settings.keeping.hints.${kind}`)}
        data={[
          { value: 'above', label: t('settings.keeping.asAbove', { days: days(above) }) },
          { value: 'days', label: t('settings.keeping.forDays') },
          { value: 'forever', label: t('settings.keeping.forever') },
        ]}
        value={way}
        onChange={choose}
        allowDeselect={false}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {way === 'days' && (
        <NumberInput
          label={t('settings.keeping.daysLabel', { kind: name })}
          value={Number.isNaN(value) ? '' : (value as number)}
          onChange={(next) => onChange(next === '' ? Number.NaN : Number(next))}
          min={1}
          max={3_650}
          allowDecimal={false}
          clampBehavior="strict"
          error={Number.isNaN(value) ? t('settings.keeping.badDays') : null}
        />
      )}
    </Group>
  );
}
