/**
 * Lets work go on side by side, and lets one piece of it have the process to itself: it waits until all others have ended, and none
 * begins meanwhile.
 */
export class Turnstile {
  private running = 0;
  private wantAlone = 0;
  private isAlone = false;
  private waiting: (() => void)[] = [];

  async together<T>(act: () => Promise<T>): Promise<T> {
    while (this.isAlone || this.wantAlone > 0) await this.change();
    this.running += 1;
    try {
      return await act();
    } finally {
      this.running -= 1;
      this.changed();
    }
  }

  async alone<T>(act: () => Promise<T>): Promise<T> {
    this.wantAlone += 1;
    while (this.isAlone || this.running > 0) await this.change();
    this.wantAlone -= 1;
    this.isAlone = true;
    try {
      return await act();
    } finally {
      this.isAlone = false;
      this.changed();
    }
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private changed(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
