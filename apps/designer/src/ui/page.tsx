import { Container, Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** What `main` is called by: whoever comes to a screen hears where they are. */
export const PLACE = 'place';

type Props = { title: string; action?: ReactNode; children: ReactNode };

/** A screen: a title that says where you are, and at most one primary action. */
export function Page({ title, action, children }: Props) {
  useEffect(() => {
    document.title = `${title} – Raccord`;
  }, [title]);
  return (
    <Container size={1440} px={0}>
      <Group justify="space-between" mb="md">
        <Title order={1} id={PLACE} size="h2" miw={0} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Container>
  );
}
