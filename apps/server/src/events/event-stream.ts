import type { ServerResponse } from 'node:http';
import type { EventHub } from './event-hub.ts';
import type { LiveEvent } from './live-event.ts';

const HEARTBEAT_MS = 15_000;
/** After this the browser opens a new stream, and proves again who it is. */
const LONGEST_MS = 3_600_000;
/** What a slow reader may have unread, in bytes; one that is slower is cut off and comes back. */
const MOST_UNREAD = 256 * 1_024;

/** Writes a workspace's live events to an open answer as server-sent events, until the reader goes away or is too slow. */
export function streamEvents(hub: EventHub, workspaceId: string, answer: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const write = (text: string) => {
      if (answer.destroyed || answer.writableEnded) return;
      answer.write(text);
      if (answer.writableLength > MOST_UNREAD) answer.destroy();
    };
    const stop = hub.listen(
      workspaceId,
      (event) => write(asText(event)),
      () => answer.end(),
    );
    const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
    const end = setTimeout(() => answer.end(), LONGEST_MS);
    answer.once('close', () => {
      stop();
      clearInterval(heartbeat);
      clearTimeout(end);
      resolve();
    });
    write('retry: 2000\nevent: hello\ndata: {}\n\n');
  });
}

function asText({ type, workspaceId: _workspaceId, ...ids }: LiveEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify(ids)}\n\n`;
}
