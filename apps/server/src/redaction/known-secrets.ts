import { createRedactor } from './redact.ts';

const MOST = 2_000;

/** Every secret this process has seen, taken out of everything it writes. */
export class KnownSecrets {
  private readonly values = new Set<string>();
  private redactor = createRedactor([]);

  learn(secrets: Iterable<string>): void {
    const before = this.values.size;
    for (const secret of secrets) this.values.add(secret);
    if (this.values.size === before) return;
    // The oldest go first: rotated tokens would otherwise make the set grow for ever.
    for (const value of this.values) {
      if (this.values.size <= MOST) break;
      this.values.delete(value);
    }
    this.redactor = createRedactor(this.values);
  }

  readonly redact = (text: string): string => this.redactor.text(text);
}
