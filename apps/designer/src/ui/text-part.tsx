import { Stack, Text } from '@mantine/core';
import { pretty } from '../inbox/exchange-view.tsx';
import classes from './text-part.module.css';

/** A body or a value as text, JSON with its indentation: what others send is never drawn as anything else. */
export function TextPart({ title, text }: { title: string; text: string }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <pre className={classes.text} tabIndex={0}>
        {text === '' ? '—' : pretty(text)}
      </pre>
    </Stack>
  );
}
