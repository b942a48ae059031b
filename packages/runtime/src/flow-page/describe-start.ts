import type { NodeOf } from '@raccord/contract';
import { Cron } from 'croner';
import { connectorOf, triggerOf } from '../flow/check-uses.ts';
import { cronWords } from './cron-words.ts';
import type { Description } from './describe-flow.ts';
import { duration } from './durations.ts';
import { mappingTable } from './mapping-table.ts';
import { type Block, code, listed, paragraph, plain, sentence, text } from './page.ts';

const NEXT_TIMES = 5;
/** Connectors that belong to no app: what calls them is named by nobody. */
const generic = ['webhook', 'mail-in'];

/** How each trigger of a flow starts it. */
export function describeStart(d: Description): Block[] {
  const triggers = d.flow.nodes.filter((node): node is NodeOf<'trigger'> => node.kind === 'trigger');
  if (triggers.length === 0) return [paragraph([text(d.words.noStart)])];
  return triggers.flatMap((node) => startOf(d, node));
}

function startOf(d: Description, node: NodeOf<'trigger'>): Block[] {
  const { words: t, registry, local } = d;
  const trigger = triggerOf(registry, node.uses);
  if (trigger === undefined) return [paragraph(sentence(t.otherStart, { uses: code(node.uses) }))];
  const connector = node.uses.slice(0, node.uses.indexOf('/'));
  const app = text(local(connectorOf(registry, connector)!.title));
  const title = node.title ?? local(trigger.title);
  const blocks: Block[] = [paragraph([text(`${title}. ${local(trigger.description)}`)])];
  if (node.note !== undefined) blocks.push(paragraph([text(node.note)]));
  if (trigger.fires === 'schedule') return [...blocks, ...scheduled(d, node.with ?? {})];
  if (trigger.fires === 'manual') blocks.push(paragraph([text(t.byHand)]));
  if (trigger.webhook !== undefined) {
    blocks.push(paragraph(generic.includes(connector) ? [text(t.calledGeneric)] : sentence(t.called, { app })));
  }
  if (trigger.poll !== undefined && (trigger.webhook === undefined || node.poll !== undefined))
    blocks.push(
      paragraph(sentence(t.polled, { app, every: text(duration(node.poll?.every ?? trigger.poll.every, d.language)) })),
    );
  const table = mappingTable(d, title, node.with ?? {}, trigger.config);
  return table === undefined ? blocks : [...blocks, table];
}

function scheduled(d: Description, configured: Record<string, unknown>): Block[] {
  const { words: t, language, flow, now, zone } = d;
  const cron = String(configured.cron ?? '');
  const own = String(configured.timezone ?? flow.settings?.timezone ?? 'UTC');
  const inWords = cronWords(cron, language);
  const says = inWords === undefined ? t.scheduledBy : t.scheduled;
  const starts = sentence(says, { when: text(inWords ?? ''), cron: code(cron), zone: text(own) });
  const missed = t.missed[(configured.missed ?? 'last') as keyof typeof t.missed] ?? '';
  const times = nextTimes(cron, own, now);
  const shown = times.map((time) => {
    const at = momentIn(time, own, language);
    const here = momentIn(time, zone, language);
    return at === here ? at : plain(sentence(t.here, { at: text(at), here: text(here) }));
  });
  const next =
    times.length === 0 ? [text(t.noTimes)] : sentence(t.nextTimes, { times: listed(shown.map((each) => text(each))) });
  return [paragraph([...starts, text(` ${missed}`)]), paragraph(next)];
}

function nextTimes(cron: string, timezone: string, from: number): Date[] {
  try {
    return new Cron(cron, { paused: true, timezone }).nextRuns(NEXT_TIMES, new Date(from));
  } catch {
    // Half-drawn: neither the times nor the zone need be right yet.
    return [];
  }
}

function momentIn(time: Date, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    timeZone,
  }).format(time);
}
